package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  @Test
  void dockerHubsIsRead() {
    assertThat(
            read(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:samalba/my-app:pull,push\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:samalba/my-app:pull,push")));
  }

  @Test
  void severalInOneHeaderAreToldApart() {
    List<Challenge> all =
        read(
            "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"");
    assertThat(all).extracting(Challenge::scheme).containsExactly("newauth", "basic");
    assertThat(all.getFirst().parameter("title")).hasValue("Login to \"apps\"");
    assertThat(all.getFirst().parameter("type")).hasValue("1");
    assertThat(all.getLast().parameter("realm")).hasValue("simple");
  }

  @Test
  void aBlobInPlaceOfParametersIsPassedOver() {
    List<Challenge> all = read("Negotiate YII/Cg==, Bearer realm=\"https://r.example/token\"");
    assertThat(all).extracting(Challenge::scheme).containsExactly("negotiate", "bearer");
    assertThat(all.getLast().parameter("realm")).hasValue("https://r.example/token");
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(Challenge.parse(List.of("Bearer realm=\"a\"", "Basic realm=\"b\"")))
        .extracting(Challenge::scheme)
        .containsExactly("bearer", "basic");
  }

  @Test
  void namesAndSpacesAreAsTheStandardAllows() {
    assertThat(read("  ,  BEARER   Realm = \"x\" ,, SERVICE=y"))
        .containsExactly(new Challenge("bearer", Map.of("realm", "x", "service", "y")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "\"", "=", "Bearer realm=\"open", "Bearer =", "Basic", "é", "Bearer \\"})
  void whatCannotBeReadEndsTheList(String header) {
    assertThat(read(header)).allSatisfy(one -> assertThat(one.scheme()).isNotEmpty());
  }

  @Test
  void oneThatIsTooLongIsNotRead() {
    assertThat(read("Bearer realm=\"" + "x".repeat(10_000) + "\"")).isEmpty();
  }

  private static List<Challenge> read(String header) {
    return Challenge.parse(List.of(header));
  }
}
