package dev.slipway.backend.kernel;

import java.util.UUID;

/** A host name that leads to an app. */
public record RouteId(UUID value) {}
