package dev.slipway.api.registries;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a registry of the organization's own.
 *
 * @param complete false where the registry does not list what it has: then only those that apps use
 *     are here
 * @param next cursor of the next page; null when this is the last
 */
public record RegistryRepositoriesView(
    boolean complete, List<RegistryRepositoryView> items, @Nullable String next) {}
