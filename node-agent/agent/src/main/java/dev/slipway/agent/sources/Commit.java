package dev.slipway.agent.sources;

import java.time.Instant;

/** What is built. */
public record Commit(String sha, Instant at, String author, String subject) {}
