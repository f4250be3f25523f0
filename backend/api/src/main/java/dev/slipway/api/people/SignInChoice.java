package dev.slipway.api.people;

import java.util.UUID;

/**
 * @param path where the browser goes to begin
 */
public record SignInChoice(UUID connection, String name, String path) {}
