package dev.slipway.backend.forges;

/** A request as it came, not yet believed. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Delivered(Headers headers, byte[] body) {}
