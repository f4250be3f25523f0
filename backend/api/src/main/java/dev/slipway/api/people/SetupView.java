package dev.slipway.api.people;

/**
 * @param needed true until somebody has used the one-time code
 */
public record SetupView(boolean needed) {}
