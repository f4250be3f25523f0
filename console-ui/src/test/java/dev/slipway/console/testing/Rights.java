package dev.slipway.console.testing;

import dev.slipway.api.people.Role;
import java.util.List;
import java.util.stream.Stream;

/** What each role may, as the control plane's table has it. */
public final class Rights {
  private static final List<String> VIEWER =
      List.of(
          "organization:read",
          "members:read",
          "registries:read",
          "projects:read",
          "apps:read",
          "config:read",
          "routes:read",
          "deployments:read",
          "logs:read",
          "events:read",
          "webhooks:read",
          "source:read",
          "images:read");

  private Rights() {}

  public static List<String> of(Role role) {
    return switch (role) {
      case VIEWER -> VIEWER;
      case DEPLOYER -> and(of(Role.VIEWER), "deployments:write", "source:write", "images:write");
      case DEVELOPER ->
          and(
              of(Role.DEPLOYER),
              "projects:write",
              "apps:write",
              "config:write",
              "secrets:write",
              "routes:write",
              "webhooks:write",
              "terminal:open");
      case ADMIN ->
          and(
              of(Role.DEVELOPER),
              "members:write",
              "tokens:write",
              "audit:read",
              "registries:write");
      case OWNER -> and(of(Role.ADMIN), "organization:write");
    };
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
