package dev.slipway.backend.networking;

import dev.slipway.backend.kernel.RouteId;
import java.time.Instant;

/** A host that leads to an app. */
record Route(RouteId id, DomainName host, Instant createdAt) {}
