package dev.slipway.api.config;

import org.jspecify.annotations.Nullable;

/**
 * One of a whole set.
 *
 * @param value null: as it is, which only a secret that is there can be
 */
public record NewVariable(String key, @Nullable String value, boolean secret) {
  @Override
  public String toString() {
    return key + (secret ? ", a secret" : "");
  }
}
