package dev.slipway.api.config;

import java.util.UUID;

/**
 * @param deployed something of it runs
 * @param outdated what runs was made with another config than is set now
 */
public record ConfiguredApp(
    UUID id, String slug, String project, String environment, boolean deployed, boolean outdated) {}
