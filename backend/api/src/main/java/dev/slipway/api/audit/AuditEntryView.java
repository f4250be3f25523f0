package dev.slipway.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the books.
 *
 * @param seq its number in the chain, from 1, without gaps
 * @param actorKind such as {@code person}, {@code token}, {@code build}, {@code outside}, {@code
 *     nobody}
 * @param action such as {@code apps.update}
 * @param outcome {@code ok}, the type of the problem it was refused with, or {@code failed}
 * @param target ids and names as the call had them
 * @param hash hexadecimal; covers the entry and the hash before it
 */
public record AuditEntryView(
    UUID id,
    long seq,
    Instant at,
    String actorKind,
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
    List<AuditChange> changes,
    String address,
    @Nullable String userAgent,
    String hash) {}
