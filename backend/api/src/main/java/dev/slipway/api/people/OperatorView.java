package dev.slipway.api.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param self whether this is the caller
 */
public record OperatorView(UUID person, String name, @Nullable String email, boolean self) {}
