/** What opens private repositories: chosen in an app's source, looked after by the organization. */
@NullMarked
package dev.slipway.console.repositories;

import org.jspecify.annotations.NullMarked;
