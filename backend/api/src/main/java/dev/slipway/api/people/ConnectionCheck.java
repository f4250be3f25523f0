package dev.slipway.api.people;

/**
 * @param message what works, or what to change
 */
public record ConnectionCheck(boolean good, String message) {}
