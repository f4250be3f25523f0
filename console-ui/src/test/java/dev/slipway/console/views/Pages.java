package dev.slipway.console.views;

import dev.slipway.console.testing.Samples;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Every page of the console and for whom it is. A page that is not in here fails a test. */
enum Pages {
  LOGIN("login", For.EVERYBODY),
  SECOND_FACTOR("login/factor", For.EVERYBODY),
  SETUP("setup", For.EVERYBODY),
  INVITATION("invitation/:code", For.EVERYBODY),

  ACCEPT_INVITATION("invitation/:code/accept", For.SIGNED_IN),
  WELCOME("welcome", For.SIGNED_IN),
  PROFILE("profile", For.SIGNED_IN),
  NEW_ORGANIZATION("organizations/new", For.SIGNED_IN),

  HOME("", For.MEMBERS),
  ACTIVITY("activity", For.MEMBERS),
  EVENTS("events", For.MEMBERS),
  PROJECTS("projects", For.MEMBERS),
  NEW_APP("apps/new", For.MEMBERS),
  INBOX("deliveries", For.MEMBERS),
  ORGANIZATION("organization", For.MEMBERS),
  USAGE("organization/usage", For.MEMBERS),
  CONFIG("config", For.MEMBERS),
  TOKENS("tokens", For.MEMBERS),
  REGISTRIES("registries", For.MEMBERS),
  REPOSITORIES("repositories", For.MEMBERS),
  SINGLE_SIGN_ON("single-sign-on", For.MEMBERS),

  AUDIT("audit", For.ADMINS),
  NODES("nodes", For.OPERATORS),
  NODE("nodes/:node", For.OPERATORS, "nodes/ID"),
  OPERATORS("operators", For.OPERATORS),

  APP(
      "apps/:app/:tab?/:item?",
      For.MEMBERS_ABOUT_ONE_THING,
      "apps/ID",
      "apps/ID/deployments",
      "apps/ID/logs",
      "apps/ID/terminal",
      "apps/ID/terminal/ID",
      "apps/ID/config",
      "apps/ID/storage",
      "apps/ID/webhooks",
      "apps/ID/settings",
      "apps/" + Samples.APP + "/deployments/ID"),
  PROJECT("projects/:project", For.MEMBERS_ABOUT_ONE_THING, "projects/ID"),
  ACCESS("projects/:project/access", For.MEMBERS_ABOUT_ONE_THING, "projects/ID/access"),
  PROJECT_CONFIG(
      "projects/:project/config/:environment?",
      For.MEMBERS_ABOUT_ONE_THING,
      "projects/ID/config",
      "projects/" + Samples.PROJECT + "/config/ID"),
  IMAGES("projects/:project/images", For.MEMBERS_ABOUT_ONE_THING, "projects/ID/images");

  /** Who gets further than the sign-in page. */
  enum For {
    EVERYBODY,
    /** Also who belongs to no organization. */
    SIGNED_IN,
    MEMBERS,
    MEMBERS_ABOUT_ONE_THING,
    ADMINS,
    OPERATORS
  }

  private final String route;
  private final For whom;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> addresses;

  /**
   * @param addresses for pages about one thing: each way to name one, ID standing for it
   */
  Pages(String route, For whom, String... addresses) {
    this.route = route;
    this.whom = whom;
    this.addresses = List.of(addresses);
  }

  static Stream<Pages> all(For... whom) {
    List<For> wanted = List.of(whom);
    return Stream.of(values()).filter(page -> wanted.contains(page.whom));
  }

  String route() {
    return route;
  }

  /** Addresses at which something is, each able to be opened. */
  Stream<String> opened() {
    return addresses.isEmpty()
        ? Stream.of(route.replace(":code", "c0de"))
        : addresses.stream().map(address -> address.replace("ID", known(address)));
  }

  /** The same with an id that is none of the reader's. */
  Stream<String> asking(String id) {
    return addresses.stream().map(address -> address.replace("ID", id));
  }

  private static String known(String address) {
    UUID thing =
        address.startsWith("projects/ID")
            ? Samples.PROJECT
            : address.startsWith("projects/")
                ? Samples.ENVIRONMENT
                : address.startsWith("apps/ID") ? Samples.APP : Samples.DEPLOYMENT;
    return thing.toString();
  }
}
