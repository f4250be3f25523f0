package dev.slipway.agent.engine;

/**
 * An image on the engine.
 *
 * @param user as the image names it, may be empty
 * @param stopSignal such as SIGTERM, also when the image names none
 */
public record Image(String id, String user, String stopSignal, long sizeBytes) {}
