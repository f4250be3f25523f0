/** An organization's connections to identity providers, and a person's own with them. */
@NullMarked
package dev.slipway.console.sso;

import org.jspecify.annotations.NullMarked;
