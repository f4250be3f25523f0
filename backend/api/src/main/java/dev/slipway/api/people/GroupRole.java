package dev.slipway.api.people;

public record GroupRole(String group, Role role) {}
