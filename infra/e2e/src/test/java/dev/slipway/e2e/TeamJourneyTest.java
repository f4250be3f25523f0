package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two people at once: an owner brings somebody in, gives them more rights, looks after what they
 * share, and takes the rights away again. What is open follows by itself, up to being signed out.
 */
@Order(7)
class TeamJourneyTest {
  private static final Platform PLATFORM = Platform.running();

  @TempDir private Path folder;

  @Test
  void fromTheInvitationToTheRemoval() {
    try (GitServer forge = GitServer.start(folder.resolve("forge"));
        ConsoleBrowser owner = ConsoleBrowser.open();
        ConsoleBrowser guest = ConsoleBrowser.open()) {
      try {
        journey(Outside.sample(PLATFORM, forge, folder, "static-site"), owner, guest);
      } catch (AssertionError | PlaywrightException e) {
        owner.keepPicture();
        guest.keepPicture("last-seen-by-grace");
        throw e;
      }
    }
  }

  private static void journey(Outside outside, ConsoleBrowser owner, ConsoleBrowser guest) {
    Ada.setUp(owner, PLATFORM);
    Ada.signIn(owner);
    Grace grace = Grace.unknownSoFar();
    grace.join(guest, invite(owner, grace));
    looksOnly(guest, outside.app());

    giveRole(owner, grace, "Developer");
    deploys(guest, outside.app());

    setVariableOfProject(owner, outside.app());
    seesWhereItComesFrom(guest, outside.app());
    seesTheChangeInTheAudit(owner);
    makesAndRevokesToken(owner);
    seesDeliveries(owner, outside);
    new Tour(owner, PLATFORM, outside.app()).allPages();

    remove(owner, grace);
    grace.signIn(guest);
    guest.sees("You belong to no organization");
  }

  private static String invite(ConsoleBrowser owner, Grace grace) {
    go(owner, "/organization");
    owner.choose("Invite as", "Viewer");
    owner.fill("Only for (optional)", grace.email());
    owner.press("Create invitation");
    owner.sees("Send this link");
    owner.screenshot("journey-invitation");
    return owner.page().locator(".code-block").first().innerText().strip();
  }

  private static void looksOnly(ConsoleBrowser guest, App app) {
    go(guest, "/apps/" + app.id());
    assertThat(guest.named(AriaRole.MENUITEM, "Deploy")).isDisabled();
    go(guest, "/apps/" + app.id() + "/settings");
    assertThat(guest.named(AriaRole.BUTTON, "Save changes")).isDisabled();
    assertThat(guest.named(AriaRole.BUTTON, "Delete app")).isDisabled();
    assertThat(guest.named(AriaRole.LINK, "Audit")).isHidden();
    go(guest, "/apps/" + app.id());
    guest.sees("Who reaches it");
    guest.screenshot("journey-viewer");
  }

  private static void giveRole(ConsoleBrowser owner, Grace grace, String role) {
    go(owner, "/organization");
    owner.choose("Role of " + grace.name(), role);
    assertThat(owner.chosen("Role of " + grace.name())).containsText(role);
    owner.screenshot("members");
  }

  /** The page that is open follows by itself. */
  private static void deploys(ConsoleBrowser guest, App app) {
    Locator deploy = guest.named(AriaRole.MENUITEM, "Deploy");
    assertThat(deploy).isEnabled();
    deploy.click();
    guest.sees("Deployment #1");
    assertThat(guest.badge("Complete")).isVisible();
    assertThat(app.ask("/about.html").text()).contains("angle brackets");
  }

  private static void setVariableOfProject(ConsoleBrowser owner, App app) {
    go(owner, "/projects/" + app.view().path("project").asString() + "/config");
    owner.press("Add variable");
    owner.fill("Name", "TIDE_TABLE");
    owner.fill("Value", "north-sea");
    owner.press("Save");
    owner.sees("TIDE_TABLE");
    owner.sees("with an older config");
    owner.screenshot("project-config");
  }

  private static void seesWhereItComesFrom(ConsoleBrowser guest, App app) {
    go(guest, "/apps/" + app.id() + "/config");
    Locator row = guest.row("TIDE_TABLE");
    assertThat(row).containsText("north-sea");
    assertThat(row).containsText("Project");
    assertThat(guest.named(AriaRole.BUTTON, "Override TIDE_TABLE")).isEnabled();
    guest.screenshot("journey-app-config");
  }

  private static void seesTheChangeInTheAudit(ConsoleBrowser owner) {
    owner.follow("Audit");
    owner.fill("Action", "members.change");
    owner.press("Search");
    assertThat(owner.rowsWithout("members.change")).hasCount(1);
    Locator row = owner.row("members.change");
    assertThat(row).containsText("Ada");
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(owner.row("VIEWER")).containsText("DEVELOPER");
    owner.screenshot("audit");
  }

  private static void makesAndRevokesToken(ConsoleBrowser owner) {
    owner.follow("API tokens");
    owner.fill("What is it for?", "pipeline");
    owner.page().getByText("A machine, such as CI").click();
    owner.page().getByText("CI: push, deploy and watch").click();
    owner.press("Create token");
    owner.sees("Copy the token now");
    owner.screenshot("token");
    String token = owner.page().locator(".code-block").first().innerText().strip();
    assertThat(statusOf(token)).isEqualTo(200);

    owner.page().reload();
    assertThat(owner.row("pipeline")).containsText("Organization");
    assertThat(owner.page().locator("body")).not().containsText(token);
    owner.press("Revoke pipeline");
    owner.press("Revoke");
    assertThat(owner.named(AriaRole.BUTTON, "Revoke pipeline")).isHidden();
    assertThat(statusOf(token)).isEqualTo(401);
  }

  private static int statusOf(String token) {
    String apps = "/organizations/" + PLATFORM.organization() + "/apps";
    return PLATFORM.call("GET", apps, null, token).status();
  }

  private static void seesDeliveries(ConsoleBrowser owner, Outside outside) {
    outside.publish();
    GithubPush push = outside.told();
    assertThat(push.send(outside.hook().url(), "not the secret").status()).isEqualTo(401);
    JsonNode deployed = outside.hook().deliver(push).body();
    JsonNode _ = outside.app().ended(deployed.path("deployment").asString());

    owner.follow("Webhook inbox");
    assertThat(owner.badge("Bad signature")).isVisible();
    assertThat(owner.badge("Deployed")).isVisible();
    owner.screenshot("inbox");
    owner.row("Deployed").getByRole(AriaRole.BUTTON).click();
    owner.sees("Open the deployment");
    owner.screenshot("journey-delivery");
    owner.press("Close");
    owner.fill("Search", "did not match");
    assertThat(owner.rowsWithout("Bad signature")).hasCount(1);
  }

  private static void remove(ConsoleBrowser owner, Grace grace) {
    go(owner, "/organization");
    owner.press("Remove " + grace.name());
    owner.press("Remove");
    assertThat(owner.named(AriaRole.BUTTON, "Remove " + grace.name())).isHidden();
  }

  private static void go(ConsoleBrowser browser, String path) {
    browser.page().navigate(PLATFORM.console() + path);
  }
}
