package dev.slipway.api.apps;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record RevisionView(
    UUID id,
    int number,
    String image,
    @Nullable String commit,
    @Nullable String subject,
    AppSpec spec,
    List<String> configKeys,
    Instant createdAt) {}
