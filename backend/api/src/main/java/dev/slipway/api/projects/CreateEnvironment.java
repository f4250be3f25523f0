package dev.slipway.api.projects;

public record CreateEnvironment(String slug) {}
