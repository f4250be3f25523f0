package dev.slipway.backend;

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
import static dev.slipway.backend.security.Permission.TERMINAL_OPEN;
import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;
import static dev.slipway.backend.security.Permission.WEBHOOKS_WRITE;

import dev.slipway.backend.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every address of the API with the right it needs: one line each, and nothing else to do for a new
 * one. {@link AccessTest} drives all of them as everybody who may not, and docs/access.md is
 * written from them.
 */
final class AccessTable {
  static final List<Row> ROWS = new ArrayList<>();

  static final String CONNECTION =
      """
      {"name": "Acme", "issuer": "https://login.example.com", "clientId": "slipway", "clientSecret": "stolen"}
      """;

  static {
    anyone("GET /api/v1/setup");
    anyone("POST /api/v1/setup", "{}");

    signedIn("GET /api/v1/me");
    signedIn("PATCH /api/v1/me", "{\"name\": \"Ada\"}");
    signedIn("GET /api/v1/me/sign-ins");
    signedIn("DELETE /api/v1/me/sign-ins");
    signedIn("DELETE /api/v1/me/sign-ins/{signIn}");
    signedIn("GET /api/v1/token-scopes");

    signedIn("POST /api/v1/organizations", "{\"slug\": \"0\", \"name\": \"Refused\"}");
    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}");
    needs(
        ORGANIZATION_WRITE, "PATCH /api/v1/organizations/{organization}", "{\"name\": \"Stolen\"}");
    needs(ORGANIZATION_WRITE, "DELETE /api/v1/organizations/{organization}");
    needs(MEMBERS_READ, "GET /api/v1/organizations/{organization}/members");
    needs(
        MEMBERS_WRITE,
        "PATCH /api/v1/organizations/{organization}/members/{person}",
        "{\"role\": \"VIEWER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/organizations/{organization}/members/{person}");
    needs(MEMBERS_READ, "GET /api/v1/organizations/{organization}/invitations");
    needs(
        MEMBERS_WRITE,
        "POST /api/v1/organizations/{organization}/invitations",
        "{\"role\": \"VIEWER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/organizations/{organization}/invitations/{invitation}");
    anyone("POST /api/v1/invitations/look", "{\"code\": \"none\"}");
    signedIn("POST /api/v1/invitations/accept", "{\"code\": \"none\"}");
    anyone("POST /api/v1/invitations/join", "{}");

    people("GET /api/v1/me/factors", null);
    people("PUT /api/v1/me/password", "{\"next\": \"a stolen passphrase\"}");
    people("POST /api/v1/me/totp", null);
    people("POST /api/v1/me/totp/confirm", "{\"code\": \"000000\"}");
    people("DELETE /api/v1/me/totp", null);
    people("POST /api/v1/me/recovery-codes", null);
    people("POST /api/v1/me/proofs", "{\"password\": \"a stolen passphrase\"}");
    people("POST /api/v1/me/passkeys/options", null);
    people("POST /api/v1/me/passkeys", "{\"name\": \"stolen\", \"credential\": \"{}\"}");
    people("PATCH /api/v1/me/passkeys/{passkey}", "{\"name\": \"stolen\"}");
    people("DELETE /api/v1/me/passkeys/{passkey}", null);
    anyone("POST /api/v1/sign-in/passkey-options");
    anyone("GET /api/v1/sign-in/single-sign-on/{slug}");

    String connections = "/api/v1/organizations/{organization}/single-sign-on";
    needs(ORGANIZATION_READ, "GET " + connections);
    needs(ORGANIZATION_WRITE, "POST " + connections, CONNECTION);
    needs(ORGANIZATION_WRITE, "PUT " + connections + "/{connection}", CONNECTION);
    needs(ORGANIZATION_WRITE, "DELETE " + connections + "/{connection}");
    needs(ORGANIZATION_WRITE, "POST " + connections + "/{connection}/check");
    own("POST " + connections + "/{connection}/connect", ORGANIZATION_READ);

    own("GET /api/v1/organizations/{organization}/tokens", ORGANIZATION_READ);
    own(
        "POST /api/v1/organizations/{organization}/tokens",
        ORGANIZATION_READ,
        "{\"name\": \"ci\"}");
    own("DELETE /api/v1/organizations/{organization}/tokens/{token}", ORGANIZATION_READ);

    ROWS.add(
        new Row(
            "GET /api/v1/organizations/{organization}/quota",
            For.MEMBERS_AND_OPERATORS,
            ORGANIZATION_READ,
            null));
    operators("PUT /api/v1/organizations/{organization}/quota", "{}");
    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}/usage");
    needs(REGISTRIES_READ, "GET /api/v1/organizations/{organization}/registries");
    needs(
        REGISTRIES_WRITE,
        "POST /api/v1/organizations/{organization}/registries",
        "{\"name\": \"stolen\", \"kind\": \"GHCR\", \"user\": \"x\", \"password\": \"x\"}");
    needs(REGISTRIES_READ, "GET /api/v1/organizations/{organization}/registries/{registry}");
    needs(
        REGISTRIES_WRITE,
        "PATCH /api/v1/organizations/{organization}/registries/{registry}",
        "{\"name\": \"stolen\"}");
    needs(
        REGISTRIES_WRITE, "POST /api/v1/organizations/{organization}/registries/{registry}/check");
    needs(REGISTRIES_WRITE, "DELETE /api/v1/organizations/{organization}/registries/{registry}");

    needs(EVENTS_READ, "GET /api/v1/organizations/{organization}/events");
    needs(EVENTS_READ, "GET /api/v1/organizations/{organization}/changes");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit/export");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit/verification");
    needs(PROJECTS_READ, "GET /api/v1/organizations/{organization}/projects");
    needs(
        PROJECTS_WRITE,
        "POST /api/v1/organizations/{organization}/projects",
        "{\"slug\": \"stolen\"}");
    needs(APPS_READ, "GET /api/v1/organizations/{organization}/apps");

    needs(PROJECTS_READ, "GET /api/v1/projects/{project}");
    needs(PROJECTS_WRITE, "DELETE /api/v1/projects/{project}");
    needs(PROJECTS_WRITE, "POST /api/v1/projects/{project}/environments", "{\"slug\": \"stolen\"}");
    needs(APPS_READ, "GET /api/v1/projects/{project}/apps");
    needs(PROJECTS_READ, "GET /api/v1/projects/{project}/rights");
    needs(MEMBERS_READ, "GET /api/v1/projects/{project}/access");
    needs(
        MEMBERS_WRITE,
        "PUT /api/v1/projects/{project}/access/{person}",
        "{\"role\": \"DEPLOYER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/projects/{project}/access/{person}");
    needs(PROJECTS_READ, "GET /api/v1/environments/{environment}/rights");
    needs(MEMBERS_WRITE, "PUT /api/v1/environments/{environment}/protection", "{\"roles\": []}");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images/tags");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images/storage");
    needs(IMAGES_WRITE, "DELETE /api/v1/projects/{project}/images");

    needs(
        APPS_WRITE,
        "POST /api/v1/environments/{environment}/apps",
        "{\"slug\": \"stolen\", \"kind\": \"WEB\"}");
    needs(APPS_READ, "GET /api/v1/apps/{app}");
    needs(APPS_WRITE, "PATCH /api/v1/apps/{app}", "{\"replicas\": 3}");
    needs(APPS_WRITE, "DELETE /api/v1/apps/{app}");
    needs(APPS_READ, "GET /api/v1/apps/{app}/rights");
    needs(APPS_READ, "GET /api/v1/apps/{app}/pods");
    needs(TERMINAL_OPEN, "POST /api/v1/apps/{app}/pods/{pod}/terminal");
    ticket("GET /api/v1/terminals");
    needs(APPS_READ, "GET /api/v1/apps/{app}/revisions");
    needs(EVENTS_READ, "GET /api/v1/apps/{app}/events");
    needs(LOGS_READ, "GET /api/v1/apps/{app}/logs");
    config("organizations/{organization}");
    config("projects/{project}");
    config("environments/{environment}");
    config("apps/{app}");
    deployConfig("organizations/{organization}");
    deployConfig("projects/{project}");
    deployConfig("environments/{environment}");
    needs(ROUTES_READ, "GET /api/v1/apps/{app}/service");
    needs(ROUTES_READ, "GET /api/v1/apps/{app}/routes");
    needs(ROUTES_WRITE, "POST /api/v1/apps/{app}/routes", "{\"host\": \"stolen.apps.localhost\"}");
    needs(ROUTES_WRITE, "DELETE /api/v1/apps/{app}/routes/{route}");

    needs(APPS_READ, "GET /api/v1/organizations/{organization}/git-credentials");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-credentials",
        "{\"name\": \"stolen\", \"kind\": \"DEPLOY_KEY\"}");
    needs(
        SECRETS_WRITE,
        "PATCH /api/v1/organizations/{organization}/git-credentials/{credential}",
        "{\"reportsStatus\": false}");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-credentials/{credential}/rotate");
    needs(
        SECRETS_WRITE, "DELETE /api/v1/organizations/{organization}/git-credentials/{credential}");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-checks",
        "{\"url\": \"https://git.example.org/o/r\"}");
    needs(APPS_READ, "GET /api/v1/organizations/{organization}/git-hosts");
    needs(SECRETS_WRITE, "DELETE /api/v1/organizations/{organization}/git-hosts/{host}");
    needs(APPS_READ, "GET /api/v1/apps/{app}/repository");
    needs(
        SECRETS_WRITE,
        "PUT /api/v1/apps/{app}/repository/credential",
        "{\"kind\": \"DEPLOY_KEY\"}");
    needs(SECRETS_WRITE, "POST /api/v1/apps/{app}/repository/credential/rotate");
    needs(SECRETS_WRITE, "DELETE /api/v1/apps/{app}/repository/credential");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/repository/check");

    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks");
    needs(WEBHOOKS_WRITE, "POST /api/v1/apps/{app}/webhooks");
    needs(WEBHOOKS_WRITE, "DELETE /api/v1/apps/{app}/webhooks/{webhook}");
    needs(WEBHOOKS_WRITE, "PATCH /api/v1/apps/{app}/webhooks/{webhook}", "{}");
    needs(WEBHOOKS_WRITE, "POST /api/v1/apps/{app}/webhooks/{webhook}/rotate");
    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks/deliveries");
    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks/deliveries/{delivery}");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/webhooks/deliveries/{delivery}/replay");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/webhooks/deliveries/{delivery}/approve");
    needs(WEBHOOKS_READ, "GET /api/v1/organizations/{organization}/deliveries");
    needs(APPS_READ, "GET /api/v1/projects/{project}/previews");
    needs(DEPLOYMENTS_WRITE, "DELETE /api/v1/projects/{project}/previews/{preview}");

    needs(DEPLOYMENTS_READ, "GET /api/v1/apps/{app}/deployments");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/deployments", "{\"ref\": \"main\"}");
    needs(DEPLOYMENTS_READ, "GET /api/v1/deployments/{deployment}");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/deployments/{deployment}/cancel");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}/log");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}/log/stream");

    // Machines belong to nobody; where they are, only operators see.
    operators("GET /api/v1/nodes");
    operators("POST /api/v1/nodes/join-tokens");
    operators("GET /api/v1/operators");
    operators("GET /api/v1/operators/organizations");
    operators("POST /api/v1/operators", "{\"email\": \"eve@example.com\"}");
    operators("DELETE /api/v1/operators/{person}");
    operators("GET /api/v1/audit");
    operators("GET /api/v1/audit/verification");

    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}/keys");
    needs(ORGANIZATION_WRITE, "POST /api/v1/organizations/{organization}/keys/rotation");
    operators("GET /api/v1/platform/keys");
    operators("POST /api/v1/platform/keys/rotation");
  }

  /** How one gets in; what remains to be decided inside, the right says. */
  enum For {
    ANYONE("anyone"),
    SIGNED_IN("anyone signed in"),
    TICKET("whoever has an unused ticket for a terminal"),
    /** With factors of their own, never with a token. */
    PEOPLE("people who signed in themselves"),
    /** What belongs to the caller alone: members see and change their own. */
    OWN("members, their own"),
    MEMBERS("members"),
    MEMBERS_AND_OPERATORS("members; operators of the platform"),
    OPERATORS("operators of the platform");

    private final String words;

    For(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * @param address verb and path pattern
   * @param right null where no right of an organization is asked for
   */
  record Row(String address, For whom, @Nullable Permission right, @Nullable String body) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    String verb() {
      return address.substring(0, address.indexOf(' '));
    }

    String path() {
      return address.substring(address.indexOf(' ') + 1);
    }

    boolean reads() {
      return verb().equals("GET");
    }

    List<String> variables() {
      return VARIABLE.matcher(path()).results().map((MatchResult found) -> found.group(1)).toList();
    }

    /** Whether it lies inside one project, rather than at the organization or nowhere. */
    boolean insideProject() {
      return !variables().isEmpty() && !variables().getFirst().equals("organization");
    }
  }

  private AccessTable() {}

  private static void config(String place) {
    String config = "/api/v1/" + place + "/config";
    needs(CONFIG_READ, "GET " + config);
    needs(CONFIG_WRITE, "PUT " + config, "{\"variables\": []}");
    needs(CONFIG_WRITE, "POST " + config + "/import", "{\"text\": \"STOLEN=1\"}");
    needs(CONFIG_READ, "GET " + config + "/{key}");
    needs(CONFIG_WRITE, "PUT " + config + "/{key}", "{\"value\": \"stolen\", \"secret\": false}");
    needs(CONFIG_WRITE, "DELETE " + config + "/{key}");
    needs(CONFIG_READ, "GET " + config + "-status");
  }

  private static void deployConfig(String place) {
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/" + place + "/config-deployments", "{}");
  }

  private static void anyone(String address) {
    ROWS.add(new Row(address, For.ANYONE, null, null));
  }

  private static void anyone(String address, String body) {
    ROWS.add(new Row(address, For.ANYONE, null, body));
  }

  private static void ticket(String address) {
    ROWS.add(new Row(address, For.TICKET, null, null));
  }

  private static void signedIn(String address) {
    ROWS.add(new Row(address, For.SIGNED_IN, null, null));
  }

  private static void signedIn(String address, String body) {
    ROWS.add(new Row(address, For.SIGNED_IN, null, body));
  }

  private static void people(String address, @Nullable String body) {
    ROWS.add(new Row(address, For.PEOPLE, null, body));
  }

  private static void operators(String address) {
    ROWS.add(new Row(address, For.OPERATORS, null, null));
  }

  private static void operators(String address, String body) {
    ROWS.add(new Row(address, For.OPERATORS, null, body));
  }

  private static void own(String address, Permission right) {
    ROWS.add(new Row(address, For.OWN, right, null));
  }

  private static void own(String address, Permission right, String body) {
    ROWS.add(new Row(address, For.OWN, right, body));
  }

  private static void needs(Permission right, String address) {
    ROWS.add(new Row(address, For.MEMBERS, right, null));
  }

  private static void needs(Permission right, String address, String body) {
    ROWS.add(new Row(address, For.MEMBERS, right, body));
  }
}
