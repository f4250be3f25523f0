/** API tokens, for scripts and for git push. */
@NullMarked
package dev.slipway.console.tokens;

import org.jspecify.annotations.NullMarked;
