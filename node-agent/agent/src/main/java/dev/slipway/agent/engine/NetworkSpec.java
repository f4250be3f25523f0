package dev.slipway.agent.engine;

/**
 * A bridge of its own.
 *
 * @param bridge name of its device, at most 15 characters
 * @param subnet such as 10.11.3.0/24; its first address is the bridge's
 */
public record NetworkSpec(String name, String bridge, String subnet) {}
