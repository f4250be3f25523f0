/** What a person does in a browser, against a platform that is running. */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
