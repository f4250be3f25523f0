package dev.slipway.backend.agents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.Endpoint;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Where requests to an app go while machines are silent. */
@DatabaseTest
class ReachTest {
  private final ReachRepository reaches;
  private final TestPods rows;
  private final TestTenants tenants;
  private TestTenant tenant;

  @Autowired
  ReachTest(ReachRepository reaches, TestTenants tenants, ApplicationContext application) {
    this.reaches = reaches;
    this.tenants = tenants;
    this.rows = new TestPods(application);
  }

  @BeforeEach
  void somethingLeadsToIt() {
    tenant = tenants.create();
    UUID _ = rows.route(tenant);
    UUID _ = rows.service(tenant);
  }

  @Test
  void noRequestGoesToASilentMachine() {
    UUID here = ready("READY");
    UUID _ = ready("SUSPECT");
    assertThat(endpoints(false)).containsExactly(here);
  }

  @Test
  void anAppWhoseMachinesAreAllSilentKeepsItsEndpoints() {
    UUID one = ready("SUSPECT");
    UUID two = ready("SUSPECT");
    assertThat(endpoints(false)).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void whatIsNotReadyOnAMachineThatAnswersIsNoReasonToLeaveASilentOne() {
    UUID serving = ready("SUSPECT");
    UUID starting = rows.pod(tenant, rows.node("READY"));
    rows.execute("update pod set routed = true where id = :id", starting);
    UUID leaving = ready("READY");
    rows.intend(leaving, "DRAIN");
    assertThat(endpoints(false)).containsExactly(serving);
  }

  @Test
  void aPausedPodGetsNoRequests() {
    UUID here = ready("READY");
    UUID paused = ready("READY");
    rows.execute("update pod set paused_at = now() where id = :id", paused);
    assertThat(endpoints(false)).containsExactly(here);
  }

  @Test
  void whenMostMachinesAreSilentTheyKeepTheirRequests() {
    UUID here = ready("READY");
    UUID silent = ready("SUSPECT");
    assertThat(endpoints(true)).containsExactlyInAnyOrder(here, silent);
  }

  private UUID ready(String state) {
    UUID pod = rows.pod(tenant, rows.node(state));
    rows.execute("update pod set ready = true where id = :id", pod);
    return pod;
  }

  /** As routes and services both have them. */
  private Set<UUID> endpoints(boolean storm) {
    Reach reach =
        requireNonNull(reaches.find(Set.of(tenant.app().value()), storm).get(tenant.app().value()));
    Set<UUID> routes =
        pods(reach.routes().values().stream().flatMap(each -> each.getEndpointsList().stream()));
    assertThat(
            pods(
                reach.services().values().stream()
                    .flatMap(each -> each.getEndpointsList().stream())))
        .isEqualTo(routes);
    return routes;
  }

  private static Set<UUID> pods(Stream<Endpoint> endpoints) {
    return endpoints.map(each -> UUID.fromString(each.getPodId())).collect(Collectors.toSet());
  }
}
