package dev.slipway.api.config;

import dev.slipway.api.Versioned;
import java.util.List;
import java.util.UUID;

/**
 * The config of one place: what is set there, and what comes to it from the levels around it.
 *
 * @param place id of the organization, project, environment or app
 * @param version raised by every change here; the ETag
 * @param variables by name
 */
public record ConfigView(ConfigLevel level, UUID place, long version, List<VariableView> variables)
    implements Versioned {}
