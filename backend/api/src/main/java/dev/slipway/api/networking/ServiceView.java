package dev.slipway.api.networking;

import java.util.List;
import java.util.UUID;

public record ServiceView(
    UUID id,
    String name,
    String type,
    String address,
    int port,
    int targetPort,
    List<String> endpoints) {}
