package dev.slipway.api.registries;

import java.util.List;

/**
 * A repository in a registry of the organization's own.
 *
 * @param name such as {@code team/web}
 * @param address to pull from, without a tag
 * @param usedBy apps whose image is from there or goes there, as {@code project/environment/app}
 */
public record RegistryRepositoryView(String name, String address, List<String> usedBy) {}
