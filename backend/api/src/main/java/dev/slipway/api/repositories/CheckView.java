package dev.slipway.api.repositories;

import org.jspecify.annotations.Nullable;

/**
 * What a node found when it asked a repository.
 *
 * @param commit the branch is at; null when it could not be seen
 * @param problemType stable, such as {@code repository-refused}
 * @param problem what happened and what to do, for people
 */
public record CheckView(
    boolean reachable,
    @Nullable String commit,
    @Nullable String problemType,
    @Nullable String problem) {}
