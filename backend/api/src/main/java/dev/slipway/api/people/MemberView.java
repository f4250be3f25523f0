package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param self whether this is the caller
 */
public record MemberView(
    UUID person, String name, @Nullable String email, Role role, Instant since, boolean self) {}
