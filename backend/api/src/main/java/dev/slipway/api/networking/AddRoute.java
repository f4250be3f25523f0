package dev.slipway.api.networking;

public record AddRoute(String host) {}
