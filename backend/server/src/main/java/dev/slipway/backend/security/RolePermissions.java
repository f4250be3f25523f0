package dev.slipway.backend.security;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.APPS_WRITE;
import static dev.slipway.backend.security.Permission.AUDIT_READ;
import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.EVENTS_READ;
import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.IMAGES_WRITE;
import static dev.slipway.backend.security.Permission.LOGS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_WRITE;
import static dev.slipway.backend.security.Permission.REGISTRIES_READ;
import static dev.slipway.backend.security.Permission.REGISTRIES_WRITE;
import static dev.slipway.backend.security.Permission.ROUTES_READ;
import static dev.slipway.backend.security.Permission.ROUTES_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;
import static dev.slipway.backend.security.Permission.SOURCE_READ;
import static dev.slipway.backend.security.Permission.SOURCE_WRITE;
import static dev.slipway.backend.security.Permission.TERMINAL_OPEN;
import static dev.slipway.backend.security.Permission.TOKENS_WRITE;
import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;
import static dev.slipway.backend.security.Permission.WEBHOOKS_WRITE;

import dev.slipway.api.people.Role;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of roles: each has what the one below it has, and some more. */
public final class RolePermissions {
  /** What changes what runs in an environment; a protected one keeps these for named roles. */
  static final Set<Permission> GUARDED =
      Collections.unmodifiableSet(
          EnumSet.of(
              APPS_WRITE,
              CONFIG_WRITE,
              SECRETS_WRITE,
              ROUTES_WRITE,
              DEPLOYMENTS_WRITE,
              WEBHOOKS_WRITE,
              SOURCE_WRITE,
              IMAGES_WRITE,
              TERMINAL_OPEN));

  /** What a token for one project may see of the organization around it. */
  static final Set<Permission> AROUND_A_PROJECT =
      Collections.unmodifiableSet(
          EnumSet.of(ORGANIZATION_READ, PROJECTS_READ, APPS_READ, EVENTS_READ));

  private static final Map<Role, Set<Permission>> TABLE = table();

  private RolePermissions() {}

  public static Set<Permission> of(Role role) {
    return TABLE.getOrDefault(role, Set.of());
  }

  /** Whether a protected environment keeps this right for named roles. */
  public static boolean guarded(Permission permission) {
    return GUARDED.contains(permission);
  }

  /** The same in the words of API tokens' scopes, in their order. */
  public static List<String> scopesOf(Role role) {
    return of(role).stream().sorted().map(Permission::scope).toList();
  }

  private static Map<Role, Set<Permission>> table() {
    EnumSet<Permission> viewer =
        EnumSet.of(
            ORGANIZATION_READ,
            MEMBERS_READ,
            REGISTRIES_READ,
            PROJECTS_READ,
            APPS_READ,
            CONFIG_READ,
            ROUTES_READ,
            DEPLOYMENTS_READ,
            LOGS_READ,
            EVENTS_READ,
            WEBHOOKS_READ,
            SOURCE_READ,
            IMAGES_READ);
    EnumSet<Permission> deployer =
        and(viewer, EnumSet.of(DEPLOYMENTS_WRITE, SOURCE_WRITE, IMAGES_WRITE));
    EnumSet<Permission> developer =
        and(
            deployer,
            EnumSet.of(
                PROJECTS_WRITE,
                APPS_WRITE,
                CONFIG_WRITE,
                SECRETS_WRITE,
                ROUTES_WRITE,
                WEBHOOKS_WRITE,
                TERMINAL_OPEN));
    EnumSet<Permission> admin =
        and(developer, EnumSet.of(MEMBERS_WRITE, TOKENS_WRITE, AUDIT_READ, REGISTRIES_WRITE));
    EnumSet<Permission> owner = and(admin, EnumSet.of(ORGANIZATION_WRITE));
    var table = new EnumMap<Role, Set<Permission>>(Role.class);
    table.put(Role.VIEWER, viewer);
    table.put(Role.DEPLOYER, deployer);
    table.put(Role.DEVELOPER, developer);
    table.put(Role.ADMIN, admin);
    table.put(Role.OWNER, owner);
    return table;
  }

  private static EnumSet<Permission> and(EnumSet<Permission> some, EnumSet<Permission> more) {
    EnumSet<Permission> both = EnumSet.copyOf(some);
    both.addAll(more);
    return both;
  }
}
