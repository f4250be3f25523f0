package dev.slipway.api.people;

public record UpdateMe(String name) {}
