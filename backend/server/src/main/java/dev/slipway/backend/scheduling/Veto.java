package dev.slipway.backend.scheduling;

/** Why one machine does not take a pod; {@code why} completes "node-1 …". */
public record Veto(String machine, String why) {}
