package dev.slipway.api.apps;

public record SetVariable(String value, boolean secret) {}
