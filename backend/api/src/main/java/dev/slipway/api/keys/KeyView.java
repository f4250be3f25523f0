package dev.slipway.api.keys;

/**
 * @param id tells nothing about the key
 * @param primary what is encrypted now is encrypted with it
 * @param enabled what it encrypted can be read
 */
public record KeyView(String id, boolean primary, boolean enabled) {}
