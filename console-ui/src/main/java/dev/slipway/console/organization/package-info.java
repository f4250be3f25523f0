/** An organization's page: its people, invitations, name and end; and making another one. */
@NullMarked
package dev.slipway.console.organization;

import org.jspecify.annotations.NullMarked;
