package dev.slipway.api.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param redirectAddress to be entered at the provider
 * @param lastError why the last sign-in through it failed; null after one that worked
 */
public record ConnectionView(
    UUID id,
    String name,
    String issuer,
    String clientId,
    @Nullable String groupClaim,
    List<GroupRole> groups,
    @Nullable Role newMembersGet,
    boolean enabled,
    String redirectAddress,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastError) {}
