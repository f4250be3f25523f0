package dev.slipway.api.config;

import java.util.List;

/** Everything that is to be set at a place; what is not named is removed. */
public record ReplaceConfig(List<NewVariable> variables) {}
