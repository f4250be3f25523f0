package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AppsTest {
  @Autowired AppsApi apps;
  @Autowired TestTenants tenants;

  private TestTenant tenant;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
  }

  @Test
  void aNewWebAppHasServiceRouteAndGitAddress() {
    AppView app = create("hello", Kind.WEB);
    assertThat(app.spec()).isEqualTo(AppSpec.web(8080));
    assertThat(app.source()).isEqualTo(AppSource.pushed());
    assertThat(app.replicas()).isEqualTo(1);
    assertThat(app.status()).isEqualTo(AppView.Status.WAITING);
    assertThat(app.address()).startsWith("http://hello").contains(".shop.");
    assertThat(app.serviceAddress()).startsWith("10.96.").endsWith(":80");
    assertThat(app.gitAddress()).endsWith("/git/" + tenant.slug() + "/shop/production/hello.git");
    assertThat(app.version()).isEqualTo(1);
  }

  @Test
  void aWorkerHasNeitherServiceNorRoute() {
    AppView app = create("sweeper", Kind.WORKER);
    assertThat(app.address()).isNull();
    assertThat(app.serviceAddress()).isNull();
  }

  @Test
  void listsAllAppsOfTheOrganizationAndOfAProject() {
    create("hello", Kind.WEB);
    create("sweeper", Kind.WORKER);
    List<AppView> all = tenant.as(() -> apps.ofOrganization(tenant.organization().value()));
    List<AppView> project = tenant.as(() -> apps.ofProject(tenant.project().value()));
    assertThat(all).extracting(AppView::slug).containsExactly("hello", "sweeper", "web");
    assertThat(project).isEqualTo(all);
  }

  @Test
  void aNameIsTakenOncePerEnvironment() {
    create("hello", Kind.WEB);
    assertProblem("name-taken", () -> create("hello", Kind.WORKER));
  }

  @Test
  void otherTenantsMayHaveTheSameNamesAndGetAnotherHost() {
    AppView first = create("hello", Kind.WEB);
    TestTenant other = tenants.create();
    AppView second =
        other.as(() ->
            apps.create(
                other.environment().value(), new CreateApp("hello", Kind.WEB, null, null, null)));
    assertThat(second.address()).isNotEqualTo(first.address()).contains("hello-" + other.slug());
    assertProblem("not-found", () -> other.as(() -> apps.app(first.id())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "MyApp",
        "app;id",
        "`id`",
        "-rf",
        "..",
        "a/b",
        "\u0430dmin",
        "admin\u200b",
        "\u212a8s",
        "a\r\nb",
        "a-"
      })
  void refusesNamesThatAreNone(String slug) {
    assertProblem("validation-failed", () -> create(slug, Kind.WEB));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101, Integer.MAX_VALUE})
  void refusesAbsurdNumbersOfPods(int replicas) {
    assertProblem(
        "validation-failed", () -> create(new CreateApp("hello", Kind.WEB, null, null, replicas)));
  }

  @Test
  void refusesSourcesThatAreNone() {
    var source =
        new AppSource("https://u:p@example.com/a.git", "main", ".", "Dockerfile", null, Map.of());
    assertProblem(
        "validation-failed", () -> create(new CreateApp("hello", Kind.WEB, source, null, null)));
  }

  @Test
  void changesWhatIsNamedAndNothingElse() {
    AppView app = create("hello", Kind.WEB);
    AppView scaled = tenant.as(() -> apps.update(app.id(), new UpdateApp(null, null, 3), "\"1\""));
    assertThat(scaled.replicas()).isEqualTo(3);
    assertThat(scaled.spec()).isEqualTo(app.spec());
    assertThat(scaled.version()).isEqualTo(2);
    assertProblem(
        "stale-version",
        () -> tenant.as(() -> apps.update(app.id(), new UpdateApp(null, null, 4), "\"1\"")));
    AppView moved =
        tenant.as(() -> apps.update(app.id(), new UpdateApp(null, AppSpec.web(3000), null), null));
    assertThat(moved.spec().port()).isEqualTo(3000);
  }

  @Test
  void aDeletedAppIsNotFoundAndItsNameIsFree() {
    AppView app = create("hello", Kind.WEB);
    tenant.as(() -> {
      apps.delete(app.id());
      return app;
    });
    assertProblem("not-found", () -> tenant.as(() -> apps.app(app.id())));
    AppView again = create("hello", Kind.WEB);
    assertThat(again.id()).isNotEqualTo(app.id());
    assertThat(again.address()).isEqualTo(app.address());
  }

  private AppView create(String slug, Kind kind) {
    return create(new CreateApp(slug, kind, null, null, null));
  }

  private AppView create(CreateApp request) {
    return tenant.as(() -> apps.create(tenant.environment().value(), request));
  }

  private static void assertProblem(String type, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
