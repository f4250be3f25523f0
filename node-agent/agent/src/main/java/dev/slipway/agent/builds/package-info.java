/**
 * Builds on this node: from a commit to a pushed image, with every line told and kept until stored.
 */
@NullMarked
package dev.slipway.agent.builds;

import org.jspecify.annotations.NullMarked;
