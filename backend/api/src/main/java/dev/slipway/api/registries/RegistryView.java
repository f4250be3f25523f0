package dev.slipway.api.registries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registry of the organization's own. Its password is never shown.
 *
 * @param project null: for every project
 * @param host as image names begin, such as {@code ghcr.io}
 * @param repository what a check asks for besides signing in; null: nothing
 * @param works whether the last check, pull or push succeeded
 * @param problemType stable type of the last error, such as {@code registry-refused}
 * @param problem the last error as a sentence: what happened and what to do
 * @param usedBy apps whose image comes from there, as {@code project/environment/app}
 */
public record RegistryView(
    UUID id,
    String name,
    RegistryKind kind,
    String host,
    @Nullable UUID project,
    @Nullable String projectSlug,
    String user,
    @Nullable String repository,
    boolean works,
    Instant checkedAt,
    @Nullable String problemType,
    @Nullable String problem,
    List<String> usedBy,
    String createdBy,
    Instant createdAt) {}
