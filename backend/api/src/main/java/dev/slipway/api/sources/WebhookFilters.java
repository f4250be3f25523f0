package dev.slipway.api.sources;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pushes deploy. In patterns {@code *} stands for anything within one part of a name, {@code
 * **} for any number of parts, {@code ?} for one character.
 *
 * @param branches none: only the branch of the app's source
 * @param tags none: tags do not deploy
 * @param paths none: whatever changed; otherwise at least one changed file has to match. A pattern
 *     beginning with {@code !} takes files out again
 */
public record WebhookFilters(
    @Nullable List<String> branches, @Nullable List<String> tags, @Nullable List<String> paths) {}
