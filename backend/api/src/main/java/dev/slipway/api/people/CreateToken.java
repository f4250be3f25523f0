package dev.slipway.api.people;

import org.jspecify.annotations.Nullable;

/**
 * @param days life of the token, 1 to 366; null means 90
 */
public record CreateToken(String name, @Nullable Integer days) {}
