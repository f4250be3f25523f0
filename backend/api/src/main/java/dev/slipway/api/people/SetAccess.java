package dev.slipway.api.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param environment null: in the whole project
 */
public record SetAccess(AccessRole role, @Nullable UUID environment) {}
