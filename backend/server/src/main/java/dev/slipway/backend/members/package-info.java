/**
 * Who belongs to an organization and what they may: members, invitations, exceptions in projects
 * and environments, protected environments. Nobody gives more than they have.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "platform", "database", "security", "signin", "events"})
@NullMarked
package dev.slipway.backend.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
