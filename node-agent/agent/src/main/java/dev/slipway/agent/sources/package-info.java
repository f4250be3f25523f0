/**
 * What a build begins from: fetched from a repository that is nobody's friend, chosen and packed.
 */
@NullMarked
package dev.slipway.agent.sources;

import org.jspecify.annotations.NullMarked;
