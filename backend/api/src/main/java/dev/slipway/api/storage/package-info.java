/** Volumes: data that outlives pods, revisions and apps. */
@NullMarked
package dev.slipway.api.storage;

import org.jspecify.annotations.NullMarked;
