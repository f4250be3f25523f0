package dev.slipway.api.people;

public record CompleteSetup(
    String code, String email, String name, String password, String organization) {}
