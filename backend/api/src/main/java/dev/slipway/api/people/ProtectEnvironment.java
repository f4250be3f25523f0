package dev.slipway.api.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param roles that may change what runs there, beside owners; null: no protection
 */
public record ProtectEnvironment(@Nullable List<Role> roles) {}
