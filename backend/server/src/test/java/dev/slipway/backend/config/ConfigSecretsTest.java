package dev.slipway.backend.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Secrets that stand in other texts, such as the arguments of builds. */
@ServerTest
class ConfigSecretsTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ConfigSecrets secrets;
  private TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void theyAreFoundOnEveryLevelAndWithWhatTheyReferTo() {
    set("organizations/" + tenant.organization().value(), "A", "of-everybody", true);
    set("projects/" + tenant.project().value(), "B", "of-the-project", true);
    set("apps/" + tenant.app().value(), "C", "of-the-app", true);
    set("apps/" + tenant.app().value(), "D", "${{ project.B }}/${{ app.C }}", false);
    // Hidden by a nearer one, and a secret all the same.
    set("environments/" + tenant.environment().value(), "A", "nearer-by", true);
    assertThat(
            in(
                "of-everybody",
                "https://of-the-project@h",
                "of-the-app",
                "of-the-project/of-the-app",
                "nearer-by"))
        .containsExactlyInAnyOrder(
            "of-everybody",
            "of-the-project",
            "of-the-app",
            "of-the-project/of-the-app",
            "nearer-by");
  }

  @Test
  void whatIsPlainOrShortOrSomebodyElsesIsNone() {
    set("apps/" + tenant.app().value(), "LEVEL", "production", false);
    set("apps/" + tenant.app().value(), "PIN", "1234", true);
    TestTenant other = tenants.create();
    var _ =
        http.send(
            "PUT",
            "/api/v1/apps/%s/config/TOKEN".formatted(other.app().value()),
            other.token(),
            "{\"value\": \"canary-4711\", \"secret\": true}");
    assertThat(in("production", "1234", "canary-4711")).isEmpty();
  }

  private Set<String> in(String... texts) {
    return secrets.in(tenant.organization(), tenant.app(), List.of(texts));
  }

  private void set(String place, String key, String value, boolean secret) {
    var answer =
        http.send(
            "PUT",
            "/api/v1/%s/config/%s".formatted(place, key),
            tenant.token(),
            "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
