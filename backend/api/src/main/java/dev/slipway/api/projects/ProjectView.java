package dev.slipway.api.projects;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

public record ProjectView(
    UUID id,
    UUID organization,
    String organizationSlug,
    String slug,
    Instant createdAt,
    List<EnvironmentView> environments) {}
