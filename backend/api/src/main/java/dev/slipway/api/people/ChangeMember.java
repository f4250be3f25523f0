package dev.slipway.api.people;

public record ChangeMember(Role role) {}
