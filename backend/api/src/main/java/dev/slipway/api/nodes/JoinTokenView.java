package dev.slipway.api.nodes;

import java.time.Instant;

public record JoinTokenView(String token, String command, Instant expiresAt) {}
