package dev.slipway.api.projects;

import java.util.UUID;

public record EnvironmentView(UUID id, String slug, int apps) {}
