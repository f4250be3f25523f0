package dev.slipway.api.repositories;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an app's outside repository is reached.
 *
 * @param credential that opens it; null: none is needed, or none is there
 * @param head the commit its branch was at when it was last looked at, if it is
 * @param problem why it could not be seen then
 */
public record AppRepositoryView(
    @Nullable CredentialView credential,
    @Nullable String head,
    @Nullable Instant checkedAt,
    @Nullable String problem) {}
