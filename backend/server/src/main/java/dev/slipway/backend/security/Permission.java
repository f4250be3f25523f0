package dev.slipway.backend.security;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One right: a thing and what may be done to it. The same words are the scopes of an API token,
 * such as {@code apps:write}.
 */
public enum Permission {
  ORGANIZATION_READ("organization:read"),
  ORGANIZATION_WRITE("organization:write"),
  MEMBERS_READ("members:read"),
  MEMBERS_WRITE("members:write"),
  TOKENS_WRITE("tokens:write"),
  AUDIT_READ("audit:read"),
  REGISTRIES_READ("registries:read"),
  REGISTRIES_WRITE("registries:write"),
  PROJECTS_READ("projects:read"),
  PROJECTS_WRITE("projects:write"),
  APPS_READ("apps:read"),
  APPS_WRITE("apps:write"),
  CONFIG_READ("config:read"),
  CONFIG_WRITE("config:write"),
  /** Replacing a secret; nobody reads one. */
  SECRETS_WRITE("secrets:write"),
  ROUTES_READ("routes:read"),
  ROUTES_WRITE("routes:write"),
  DEPLOYMENTS_READ("deployments:read"),
  /** Deploy, roll back, cancel. */
  DEPLOYMENTS_WRITE("deployments:write"),
  LOGS_READ("logs:read"),
  EVENTS_READ("events:read"),
  WEBHOOKS_READ("webhooks:read"),
  WEBHOOKS_WRITE("webhooks:write"),
  /** Fetching from the app's repository. */
  SOURCE_READ("source:read"),
  /** Pushing to it, which deploys. */
  SOURCE_WRITE("source:write"),
  IMAGES_READ("images:read"),
  IMAGES_WRITE("images:write"),
  TERMINAL_OPEN("terminal:open"),
  /** For tokens of operators: whether the token operates the platform as its owner does. */
  PLATFORM_OPERATE("platform:operate");

  private static final Map<String, Permission> BY_SCOPE =
      Arrays.stream(values()).collect(Collectors.toMap(Permission::scope, Function.identity()));

  private final String scope;

  Permission(String scope) {
    this.scope = scope;
  }

  /** Stable, as API tokens and the interface name it. */
  public String scope() {
    return scope;
  }

  public static Optional<Permission> of(String scope) {
    return Optional.ofNullable(BY_SCOPE.get(scope));
  }
}
