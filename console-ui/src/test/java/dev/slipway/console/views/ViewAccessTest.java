package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteData;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every page, as somebody who may not see it. What a page shows is the API's to decide; here is
 * that nobody sees one without signing in, and that what belongs to others is not there.
 */
class ViewAccessTest extends ConsoleTest {
  private static final Set<String> OPEN = Set.of("login", "setup");

  /** Pages about one thing: with an id nobody has, and with what is no id. */
  private static final List<String> ABOUT_ONE_THING = List.of("apps/", "projects/");

  @LocalServerPort private int port;

  @TestFactory
  Stream<DynamicTest> nobodySeesAPageWithoutSigningIn() {
    return routes()
        .filter(route -> !OPEN.contains(route))
        .map(route ->
            dynamicTest(
                "/" + route,
                () -> {
                  HttpResponse<String> answer = get(route);
                  assertThat(answer.statusCode()).isEqualTo(302);
                  assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
                  assertThat(answer.body()).isEmpty();
                }));
  }

  @Test
  void everyPageAboutOneThingIsDrivenHere() {
    assertThat(routes().filter(route -> route.contains(":")))
        .as("add the page to the list above, and to the list of open ones if it is for everybody")
        .allMatch(route -> ABOUT_ONE_THING.stream().anyMatch(route::startsWith));
  }

  @TestFactory
  Stream<DynamicTest> whatBelongsToOthersLooksLikeWhatIsNotThere() {
    return ABOUT_ONE_THING.stream()
        .map(page ->
            dynamicTest(
                page,
                () -> {
                  open(page + UUID.randomUUID());
                  String unknown = main();
                  assertThat(unknown).contains("This is not there");
                  open(page + Samples.ORGANIZATION);
                  assertThat(main()).isEqualTo(unknown);
                  open(page + "no-id-at-all");
                  assertThat(main()).isEqualTo(unknown);
                }));
  }

  private String main() {
    return text().substring(text().indexOf("This is not there"));
  }

  /** Such as {@code apps/:app/:tab?}. */
  private static Stream<String> routes() {
    return UI.getCurrent().getInternals().getRouter().getRegistry().getRegisteredRoutes().stream()
        .map(RouteData::getTemplate);
  }

  private HttpResponse<String> get(String route) throws IOException, InterruptedException {
    String path = route.replaceAll("/?:\\w+\\?", "").replaceAll(":\\w+", Samples.APP.toString());
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
