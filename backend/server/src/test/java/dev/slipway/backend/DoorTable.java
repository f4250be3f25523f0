package dev.slipway.backend;

import java.util.List;
import java.util.Set;

/**
 * Every address that is not the API's, with what everybody gets there who has no business behind
 * it. {@link DoorAccessTest} fails for one that is missing.
 */
final class DoorTable {
  /** How a caller says who they are. */
  enum Says {
    /** With the API token as a password. */
    BASIC,
    BEARER
  }

  /**
   * @param handler as the server knows it; a servlet's or a filter's begins with that word
   * @param line what is sent there; {repository} is the app's name in full, {hook} the address of a
   *     webhook that nobody has
   * @param answers to callers in the order of {@link #CALLERS}
   */
  record Door(String handler, String who, Says says, String line, List<Integer> answers) {
    String verb() {
      return line.substring(0, line.indexOf(' '));
    }

    String path() {
      return line.substring(line.indexOf(' ') + 1);
    }

    /** For people to read. */
    String address() {
      return verb() + " " + path().replaceAll("\\?.*", "");
    }
  }

  static final List<String> CALLERS =
      List.of(
          "nobody",
          "the owner of another organization",
          "a token of another project",
          "a viewer",
          "a token for reading",
          "a removed member");

  private static final String FETCH = "members with the right `source:read`";
  private static final String PUSH = "members with the right `source:write`";
  private static final String PULL =
      "anyone with an API token, or a running build, or a node: the token says what they may pull and push";

  static final List<Door> DOORS =
      List.of(
          git("GET /git/{repository}.git/info/refs?service=git-upload-pack", FETCH, 200),
          git("POST /git/{repository}.git/git-upload-pack", FETCH, 415),
          git("GET /git/{repository}.git/info/refs?service=git-receive-pack", PUSH, 403),
          git("POST /git/{repository}.git/git-receive-pack", PUSH, 403),
          new Door(
              "GET /registry/token",
              PULL,
              Says.BASIC,
              "GET /registry/token?scope=repository:{repository}:pull",
              List.of(401, 200, 200, 200, 200, 401)),
          all("POST /registry/token", PULL, "POST /registry/token?scope=x", 401),
          all(
              "POST /registry/notifications",
              "the built-in registry, with its own secret",
              "POST /registry/notifications",
              401),
          all(
              "POST /hooks/{forge}/{hook}",
              "whoever signs with the webhook's secret",
              "POST /hooks/github/{hook}",
              401),
          form("POST /login"),
          form("POST /login/factor"),
          form("POST /login/passkey"),
          all(
              "filter GET /login/sso/{connection}",
              "anyone, in a browser",
              "GET /login/sso/{connection}",
              404),
          all(
              "filter GET /login/sso/{connection}",
              "the browser that left from here",
              "GET /login/sso/callback?state=x&code=x",
              401),
          bearer("GET /actuator/health", "anyone", List.of(200, 200, 200, 200, 200, 401)),
          bearer("GET /actuator/health/**", "anyone", List.of(404, 404, 404, 404, 404, 401)),
          bearer(
              "GET /actuator/prometheus",
              "operators of the platform",
              List.of(401, 403, 403, 403, 403, 401)),
          bearer("GET /actuator", "nobody", List.of(404, 404, 404, 404, 404, 401)),
          bearer("GET /api/v1/openapi.json", "anyone", List.of(200, 200, 200, 200, 200, 401)),
          bearer(
              "GET /api/v1/openapi.json.yaml",
              "anyone signed in",
              List.of(401, 200, 200, 200, 200, 401)),
          all("ANY /error", "nobody", "GET /error", 404),
          all("servlet /", "the console's pages, see below", "GET /somewhere", 404));

  /** What the chains of filters stand before; each of them is an address here or in AccessTable. */
  static final Set<String> CHAINS =
      Set.of(
          "/api/**",
          "/git/**",
          "/registry/**",
          "/registry/token",
          "/registry/notifications",
          "/hooks/**",
          "/actuator/**",
          "/error",
          "POST /login",
          "POST /login/factor",
          "POST /login/passkey",
          "GET /login/sso/{connection}");

  private DoorTable() {}

  /**
   * @param inside what those get who may see the app but only read
   */
  private static Door git(String line, String who, int inside) {
    return new Door(
        "servlet /git/*", who, Says.BASIC, line, List.of(401, 404, 404, inside, inside, 401));
  }

  private static Door all(String handler, String who, String line, int answer) {
    return new Door(
        handler, who, Says.BEARER, line, List.of(answer, answer, answer, answer, answer, answer));
  }

  /** Without the token that is in the page's form. */
  private static Door form(String line) {
    return all("filter " + line, "anyone, with the form of the sign-in page", line, 403);
  }

  private static Door bearer(String handler, String who, List<Integer> answers) {
    return new Door(handler, who, Says.BEARER, handler.replace("**", "x"), answers);
  }
}
