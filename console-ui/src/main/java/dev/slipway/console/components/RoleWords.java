package dev.slipway.console.components;

import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Roles as people read them. */
public final class RoleWords {
  private RoleWords() {}

  public static String of(Role role) {
    return capital(role.name());
  }

  public static String of(AccessRole role) {
    return role == AccessRole.NONE ? "Hidden" : capital(role.name());
  }

  /** What a role is for, in one sentence. */
  public static String meaning(Role role) {
    return switch (role) {
      case OWNER -> "Everything, also other owners and the organization's end.";
      case ADMIN -> "People up to admin, tokens, registries and audit.";
      case DEVELOPER -> "Projects, apps, config and secrets.";
      case DEPLOYER -> "Deploys and rolls back; changes nothing of what is deployed.";
      case VIEWER -> "Sees everything but secrets.";
    };
  }

  /** The roles one may give: nobody gives more than they have. */
  public static List<Role> upTo(Role own) {
    return Arrays.stream(Role.values()).filter(own::atLeast).toList();
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
