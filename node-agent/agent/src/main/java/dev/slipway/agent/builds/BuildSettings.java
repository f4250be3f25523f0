package dev.slipway.agent.builds;

import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * What builds on this node need to know beforehand.
 *
 * @param folder of their own, for sources and reports under way
 * @param cgroupParent the engine's parent group, such as /docker
 * @param diskLimit percent of the disk from which on no build begins
 */
public record BuildSettings(Path folder, String cgroupParent, IntSupplier diskLimit) {}
