package dev.slipway.api.networking;

import java.time.Instant;
import java.util.UUID;

public record RouteView(UUID id, String host, String url, Instant createdAt) {}
