package dev.slipway.backend.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it is stored.
 *
 * @param organization null for the platform's
 * @param changes JSON
 * @param before hash of the entry before it, hexadecimal as all hashes here
 */
record Entry(
    UUID id,
    @Nullable UUID organization,
    long seq,
    Instant at,
    @Nullable String actorKind,
    String actor,
    @Nullable UUID person,
    @Nullable UUID token,
    @Nullable UUID signIn,
    String action,
    String outcome,
    String target,
    @Nullable String targetType,
    @Nullable UUID targetId,
    @Nullable String targetName,
    @Nullable UUID project,
    @Nullable UUID app,
    @Nullable String changes,
    String address,
    @Nullable String userAgent,
    String before,
    String hash) {}
