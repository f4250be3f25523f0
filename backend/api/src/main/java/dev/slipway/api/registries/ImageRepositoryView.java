package dev.slipway.api.registries;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository of the built-in registry.
 *
 * @param name such as {@code acme/shop/production/web}
 * @param address to pull from and push to, without a tag
 * @param usedBy apps that run it or can go back to it, as {@code environment/app}
 */
public record ImageRepositoryView(
    String name, String address, int tags, @Nullable Instant pushedAt, List<String> usedBy) {}
