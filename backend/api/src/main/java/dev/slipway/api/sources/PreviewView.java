package dev.slipway.api.sources;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that runs.
 *
 * @param app that is previewed
 * @param copy the app that runs instead of it, with an address of its own
 * @param fork whether its commits come from another repository and had to be approved
 */
public record PreviewView(
    UUID id,
    UUID app,
    String appSlug,
    UUID copy,
    UUID environment,
    String environmentSlug,
    int number,
    String title,
    String author,
    String branch,
    boolean fork,
    @Nullable String commit,
    @Nullable String approvedBy,
    Instant expiresAt,
    Instant createdAt) {}
