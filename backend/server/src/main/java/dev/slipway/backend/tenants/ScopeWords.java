package dev.slipway.backend.tenants;

import dev.slipway.api.people.ScopeView;
import dev.slipway.backend.security.Permission;
import java.util.Arrays;
import java.util.List;

/** The scopes of API tokens as people read them; the documentation's table says the same. */
final class ScopeWords {
  private ScopeWords() {}

  static List<ScopeView> all() {
    return Arrays.stream(Permission.values()).map(ScopeWords::view).toList();
  }

  private static ScopeView view(Permission permission) {
    String scope = permission.scope();
    return new ScopeView(scope, scope.substring(0, scope.indexOf(':')), meaning(permission));
  }

  private static String meaning(Permission permission) {
    return switch (permission) {
      case ORGANIZATION_READ -> "See the organization, its quota and what it uses";
      case ORGANIZATION_WRITE -> "Change the organization itself";
      case MEMBERS_READ -> "See who belongs to it";
      case MEMBERS_WRITE -> "Invite and remove members, give roles";
      case TOKENS_WRITE -> "Make and revoke API tokens";
      case AUDIT_READ -> "Read the audit";
      case REGISTRIES_READ -> "See registries and images";
      case REGISTRIES_WRITE -> "Add and change registries";
      case PROJECTS_READ -> "See projects and environments";
      case PROJECTS_WRITE -> "Create, change and delete projects; create environments";
      case APPS_READ -> "See apps, their pods and revisions";
      case APPS_WRITE -> "Create, change, scale and delete apps";
      case CONFIG_READ -> "See config variables; secrets by name only";
      case CONFIG_WRITE -> "Set config variables";
      case SECRETS_WRITE -> "Set secrets; nobody reads them";
      case ROUTES_READ -> "See routes and services";
      case ROUTES_WRITE -> "Add and remove routes";
      case DEPLOYMENTS_READ -> "See deployments, builds and their logs";
      case DEPLOYMENTS_WRITE -> "Deploy, roll back, restart and cancel";
      case LOGS_READ -> "Read the logs of apps";
      case EVENTS_READ -> "Read events";
      case WEBHOOKS_READ -> "See webhooks and their deliveries";
      case WEBHOOKS_WRITE -> "Create and delete webhooks";
      case SOURCE_READ -> "git clone and git fetch";
      case SOURCE_WRITE -> "git push, which deploys";
      case IMAGES_READ -> "docker pull";
      case IMAGES_WRITE -> "docker push";
      case TERMINAL_OPEN -> "Open a terminal in a pod";
      case PLATFORM_OPERATE -> "Operate the platform: nodes and quotas; for operators only";
    };
  }
}
