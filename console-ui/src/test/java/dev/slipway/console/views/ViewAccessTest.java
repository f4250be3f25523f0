package dev.slipway.console.views;

import static dev.slipway.console.views.Pages.For.ADMINS;
import static dev.slipway.console.views.Pages.For.EVERYBODY;
import static dev.slipway.console.views.Pages.For.MEMBERS;
import static dev.slipway.console.views.Pages.For.MEMBERS_ABOUT_ONE_THING;
import static dev.slipway.console.views.Pages.For.OPERATORS;
import static dev.slipway.console.views.Pages.For.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.api.people.Role;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryPeople;
import dev.slipway.console.testing.InMemoryTeam;
import dev.slipway.console.testing.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Every page, as each kind of person who may not see or change it. What a page shows is the API's
 * to decide; here is that nobody sees one without signing in, that what belongs to others is not
 * there, and that nobody is offered what they would be refused.
 */
class ViewAccessTest extends ConsoleTest {
  /** What only looks, and what people do with what is their own. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "Search|Clear|Close|Copy .*|Details.*|Show .*|Older .*|Refresh|Create token|Revoke .*"
              + "|Browse .*|Leave organization|Join as .*|Export .*");

  @LocalServerPort private int port;
  @Autowired private InMemoryPeople people;
  @Autowired private InMemoryTeam.Projects access;

  @AfterEach
  void forget() {
    people.organizations = InMemoryPeople.ofAcme(Role.OWNER);
    people.operator = true;
    access.role = Role.OWNER;
  }

  @Test
  void everyPageIsInTheTable() {
    Stream<String> registered =
        UI.getCurrent().getInternals().getRouter().getRegistry().getRegisteredRoutes().stream()
            .map(RouteData::getTemplate);
    assertThat(registered)
        .as("add the page to Pages, and say there for whom it is")
        .containsExactlyInAnyOrderElementsOf(Stream.of(Pages.values()).map(Pages::route).toList());
  }

  @TestFactory
  Stream<DynamicTest> nobodySeesAPageWithoutSigningIn() {
    return Stream.of(Pages.values())
        .filter(page -> !Pages.all(EVERYBODY).toList().contains(page))
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  HttpResponse<String> answer = get(address);
                  assertThat(answer.statusCode()).isEqualTo(302);
                  assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
                  assertThat(answer.body()).isEmpty();
                }));
  }

  @TestFactory
  Stream<DynamicTest> everybodySeesTheWaysIn() {
    return Pages.all(EVERYBODY)
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  SecurityContextHolder.clearContext();
                  open(address);
                  assertThat(UI.getCurrent().getCurrentView().getClass())
                      .hasAnnotation(AnonymousAllowed.class);
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatBelongsToOthersLooksLikeWhatIsNotThere() {
    String unknown = UUID.randomUUID().toString();
    return Pages.all(MEMBERS_ABOUT_ONE_THING)
        .flatMap(page -> page.asking(unknown))
        .map(address ->
            dynamicTest(
                "/" + address.replace(unknown, "…"),
                () -> {
                  open(address);
                  String notThere = main();
                  open(address.replace(unknown, Samples.OTHERS.toString()));
                  assertThat(main()).isEqualTo(notThere);
                  open(address.replace(unknown, "no-id-at-all"));
                  assertThat(main()).isEqualTo(notThere);
                }));
  }

  @Test
  void anInvitationNobodyMadeSaysNothingOfAnyOrganization() {
    open("invitation/" + Samples.OTHERS);
    assertThat(text()).contains("This invitation cannot be used.").doesNotContain("Acme");
  }

  @TestFactory
  Stream<DynamicTest> aViewerIsOfferedNothingThatChanges() {
    return Pages.all(MEMBERS, MEMBERS_ABOUT_ONE_THING, SIGNED_IN, ADMINS)
        .filter(page -> page != Pages.PROFILE)
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  as(Role.VIEWER);
                  open(address);
                  assertThat(offered()).allMatch(HARMLESS.asMatchPredicate());
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatARoleMayNotSeeSaysSo() {
    return Pages.all(ADMINS, OPERATORS)
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  as(Role.DEVELOPER);
                  open(address);
                  assertThat(text()).contains("You may not see this page");
                }));
  }

  @TestFactory
  Stream<DynamicTest> whoWasRemovedSeesNothingOfTheOrganization() {
    return Pages.all(MEMBERS, MEMBERS_ABOUT_ONE_THING, ADMINS)
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  people.organizations = List.of();
                  people.operator = false;
                  open(address);
                  assertThat(text())
                      .contains("You belong to no organization")
                      .doesNotContain("Acme", "shop");
                }));
  }

  @TestFactory
  Stream<DynamicTest> whoBelongsNowhereStillHasAnAccount() {
    return Pages.all(SIGNED_IN)
        .filter(page -> page != Pages.WELCOME)
        .flatMap(Pages::opened)
        .map(address ->
            dynamicTest(
                "/" + address,
                () -> {
                  people.organizations = List.of();
                  open(address);
                  assertThat(text()).doesNotContain("You belong to no organization");
                }));
  }

  private void as(Role role) {
    people.organizations = InMemoryPeople.ofAcme(role);
    people.operator = false;
    access.role = role;
  }

  private String main() {
    assertThat(text()).contains("This is not there");
    return text().substring(text().indexOf("This is not there"));
  }

  /** What one could press now. */
  private Stream<String> offered() {
    Stream<String> buttons =
        all(Button.class)
            .filter(button -> !(button instanceof DrawerToggle))
            .filter(button -> button.isEnabled() && shown(button))
            .map(button ->
                Objects.requireNonNullElse(
                    button.getElement().getAttribute("aria-label"), button.getText()));
    Stream<String> menus =
        all(MenuBar.class)
            .flatMap(bar -> bar.getItems().stream())
            .filter(Component::isVisible)
            .filter(item -> item.isEnabled())
            .map(item -> item.getText())
            .filter(words -> !words.equals(people.name));
    return Stream.concat(buttons, menus);
  }

  private static boolean shown(Component component) {
    return component.isVisible() && component.getParent().map(ViewAccessTest::shown).orElse(true);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
