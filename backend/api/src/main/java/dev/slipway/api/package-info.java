/**
 * What another process, and the console, may see of the control plane: views, requests, interfaces.
 * No logic.
 */
@NullMarked
package dev.slipway.api;

import org.jspecify.annotations.NullMarked;
