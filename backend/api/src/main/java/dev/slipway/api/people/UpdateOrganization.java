package dev.slipway.api.people;

public record UpdateOrganization(String name) {}
