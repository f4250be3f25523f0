package dev.slipway.backend.networking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.networking.AddRoute;
import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RoutesTest {
  @Autowired AppsApi apps;
  @Autowired RoutesApi routes;
  @Autowired PlatformProperties platform;
  @Autowired TestTenants tenants;

  private TestTenant tenant;
  private UUID app;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    app = create(tenant, "hello");
  }

  @Test
  void addsAndRemovesHostsUnderTheBaseDomain() {
    String host = "Nice-" + tenant.slug() + "." + platform.appsDomain();
    RouteView added = add(tenant, app, host);
    assertThat(added.host()).isEqualTo(host.toLowerCase(java.util.Locale.ROOT));
    assertThat(added.url()).startsWith("http://nice-");
    assertThat(tenant.as(() -> routes.routes(app)))
        .extracting(RouteView::host)
        .hasSize(2)
        .contains(added.host());
    tenant.as(() -> {
      routes.remove(app, added.id());
      return added;
    });
    assertThat(tenant.as(() -> routes.routes(app))).hasSize(1);
    assertThatThrownBy(() ->
            tenant.as(() -> {
              routes.remove(app, added.id());
              return added;
            }))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aHostOfAnotherTenantIsTakenAndNothingMoreIsSaid() {
    String host = "nice." + platform.appsDomain();
    add(tenant, app, host);
    TestTenant other = tenants.create();
    UUID theirs = create(other, "hello");
    assertThatThrownBy(() -> add(other, theirs, host))
        .hasMessage(host + " is taken. Choose another host.");
  }

  @Test
  void everyServiceHasAnAddressOfItsOwnPastTheKeptOnes() {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      UUID id = create(tenant, "app" + i);
      String address = tenant.as(() -> routes.service(id)).address();
      assertThat(addresses.add(address)).isTrue();
      assertThat(address)
          .startsWith("10.96.")
          .doesNotStartWith("10.96.0.")
          .isNotEqualTo("10.96.255.255");
    }
  }

  @Test
  void workersHaveNoRoutes() {
    UUID worker =
        tenant
            .as(() ->
                apps.create(
                    tenant.environment().value(),
                    new CreateApp("worker", Kind.WORKER, null, null, null)))
            .id();
    assertThatThrownBy(() -> add(tenant, worker, "worker." + platform.appsDomain()))
        .isInstanceOf(Problem.class);
  }

  private UUID create(TestTenant owner, String slug) {
    return owner
        .as(() ->
            apps.create(
                owner.environment().value(), new CreateApp(slug, Kind.WEB, null, null, null)))
        .id();
  }

  private RouteView add(TestTenant owner, UUID to, String host) {
    return owner.as(() -> routes.add(to, new AddRoute(host)));
  }
}
