/**
 * What people and forges do, against a platform that runs: every part real, nothing reached but by
 * its doors, except where a test kills a process.
 */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
