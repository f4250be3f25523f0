/** Services, routes and who can reach what. */
@NullMarked
package dev.slipway.api.networking;

import org.jspecify.annotations.NullMarked;
