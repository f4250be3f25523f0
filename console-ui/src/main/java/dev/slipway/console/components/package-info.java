/** Parts that every view is made of. They show; they do not decide. */
@NullMarked
package dev.slipway.console.components;

import org.jspecify.annotations.NullMarked;
