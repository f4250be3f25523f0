package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.Forge;

/**
 * What speaks for an app at its forge.
 *
 * @param address of the forge, such as {@code https://github.com}
 * @param repository such as {@code acme/shop}
 */
public record Reporting(
    Forge forge, String address, String host, String repository, String user, String token) {
  /** Nothing of the token. */
  @Override
  public String toString() {
    return "Reporting[" + forge + " " + host + "]";
  }
}
