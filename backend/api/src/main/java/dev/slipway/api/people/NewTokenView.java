package dev.slipway.api.people;

public record NewTokenView(TokenView token, String secret) {}
