package dev.slipway.api.people;

public record RenamePasskey(String name) {}
