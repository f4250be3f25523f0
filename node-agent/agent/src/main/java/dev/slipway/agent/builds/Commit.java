package dev.slipway.agent.builds;

import java.time.Instant;

/** What is built. */
record Commit(String sha, Instant at, String author, String subject) {}
