package dev.slipway.api.placement;

/**
 * Why nodes do not take a pod.
 *
 * @param reason stable word in CamelCase, such as {@code TooFull}
 * @param words such as "too little memory left"
 * @param nodes how many say so; each node gives one reason
 */
public record NodeRefusal(String reason, String words, int nodes) {}
