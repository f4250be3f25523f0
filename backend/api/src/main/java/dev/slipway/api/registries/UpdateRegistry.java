package dev.slipway.api.registries;

import org.jspecify.annotations.Nullable;

/** What is null stays as it is; an empty repository is none. */
public record UpdateRegistry(
    @Nullable String name,
    @Nullable String user,
    @Nullable String password,
    @Nullable String repository) {
  @Override
  public String toString() {
    return "UpdateRegistry[" + name + "]";
  }
}
