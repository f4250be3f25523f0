package dev.slipway.backend.polling;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A branch that is looked at.
 *
 * @param head the commit it was at when it was last seen; null: never
 * @param failures in a row
 * @param credential the organization's that opens the repository; null: the app's own, if any
 * @param check the question under way
 */
record BranchWatch(
    AppId app,
    OrganizationId organization,
    String url,
    String branch,
    @Nullable String head,
    int failures,
    @Nullable UUID credential,
    @Nullable UUID check) {}
