/** Variables and secrets on each level: tables to edit, text to edit, files to import. */
@NullMarked
package dev.slipway.console.config;

import org.jspecify.annotations.NullMarked;
