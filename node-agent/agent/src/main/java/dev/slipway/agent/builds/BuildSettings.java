package dev.slipway.agent.builds;

import java.nio.file.Path;

/**
 * What builds on this node need to know beforehand.
 *
 * @param folder of their own, for sources and reports under way
 * @param cgroupParent the engine's parent group, such as /docker
 */
public record BuildSettings(Path folder, String cgroupParent) {}
