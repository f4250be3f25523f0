package dev.slipway.api.sources;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record DeliveryView(
    UUID id,
    String delivery,
    String event,
    String verdict,
    String reason,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable UUID deployment,
    Instant receivedAt) {}
