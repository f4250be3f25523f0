/**
 * Signing in through an organization's own OpenID Connect provider. Somebody is who the provider
 * says, by issuer and subject and never by e-mail, inside that organization and nowhere else:
 * whoever runs the provider could say to be anybody in it.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "security",
      "signin",
      "events",
      "outbound"
    })
@NullMarked
package dev.slipway.backend.singlesignon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
