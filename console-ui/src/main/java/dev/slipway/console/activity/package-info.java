/** What happened, newest first. */
@NullMarked
package dev.slipway.console.activity;

import org.jspecify.annotations.NullMarked;
