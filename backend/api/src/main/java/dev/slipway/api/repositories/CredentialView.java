package dev.slipway.api.repositories;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What opens a repository, without what is secret of it.
 *
 * @param app the one app it is for; null: any of the organization
 * @param host the one a token is shown to, such as {@code github.com}; null for keys
 * @param publicKey to add at the forge, one line; null for tokens
 * @param fingerprint of the key, such as {@code SHA256:…}
 * @param olderKeyOffered whether the key before the last rotation is still offered as well
 * @param usedBy how many apps it opens a repository for
 */
public record CredentialView(
    UUID id,
    @Nullable UUID app,
    String name,
    CredentialKind kind,
    @Nullable String host,
    @Nullable String username,
    @Nullable String publicKey,
    @Nullable String fingerprint,
    boolean olderKeyOffered,
    boolean reportsStatus,
    @Nullable Forge forge,
    int usedBy,
    String createdBy,
    Instant createdAt,
    Instant changedAt) {}
