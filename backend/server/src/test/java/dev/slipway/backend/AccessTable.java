package dev.slipway.backend;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every address of the API with the right it needs: one line each, and nothing else to do for a new
 * one. {@link AccessTest} drives all of them as everybody who may not, and docs/access.md is
 * written from them. What is not the API stands in {@link DoorTable}.
 */
final class AccessTable {
  static final String CONNECTION =
      """
      {"name": "Acme", "issuer": "https://login.example.com", "clientId": "slipway", "clientSecret": "stolen"}
      """;

  static final List<AccessRow> ROWS =
      Stream.of(new AccessToOrganizations(), new AccessToApps())
          .flatMap(part -> part.all.stream())
          .toList();

  private AccessTable() {}
}
