package dev.slipway.console.layout;

/** One step of the way to where one is. */
public record Crumb(String name, String path) {}
