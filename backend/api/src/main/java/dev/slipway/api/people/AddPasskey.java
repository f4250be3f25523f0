package dev.slipway.api.people;

/**
 * @param credential what the browser made, as its {@code toJSON()} gives it
 */
public record AddPasskey(String name, String credential) {}
