package dev.slipway.api.config;

import java.util.List;
import java.util.UUID;

/**
 * @param apps empty: every app there that runs with another config than is set now
 */
public record DeployConfig(List<UUID> apps) {}
