/** The frame around every view: navigation, where one is, who one is. */
@NullMarked
package dev.slipway.console.layout;

import org.jspecify.annotations.NullMarked;
