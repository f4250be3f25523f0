package dev.slipway.agent.ingress;

import static dev.slipway.agent.ingress.Routes.route;
import static dev.slipway.agent.ingress.Routes.routing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.ingress.Seen.Server;
import dev.slipway.agent.ingress.Seen.State;
import dev.slipway.protocol.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyPlanTest {
  private static final String OLD = "pod-10-11-0-2-80";
  private static final String NEW = "pod-10-11-0-3-80";

  private final Route toOld = route("r1", "a.test", "10.11.0.2:80");
  private final Route toNew = route("r1", "a.test", "10.11.0.3:80");

  @Test
  void hasNothingToDoWhenAllIsSo() {
    ProxyPlan plan = plan(seen(State.READY, 3), toOld);
    assertThat(plan.done()).isTrue();
    assertThat(plan.removals()).isEmpty();
  }

  @Test
  void letsTheNewPodInBeforeTheOldOneDrains() {
    assertThat(plan(seen(State.READY, 3), toNew).changes())
        .containsExactly(
            "add server r1/" + NEW + " 10.11.0.3:80 weight 1",
            "set server r1/" + NEW + " state ready",
            "set server r1/" + OLD + " state drain");
  }

  @Test
  void removesADrainedServerOnlyWhenItsLastRequestEnded() {
    var none = route("r1", "a.test");
    assertThat(plan(seen(State.DRAINING, 1), none).removals()).isEmpty();
    assertThat(plan(seen(State.DRAINING, 0), none).removals())
        .containsExactly("set server r1/" + OLD + " state maint", "del server r1/" + OLD);
    assertThat(plan(seen(State.DRAINING, 0), none).done()).isTrue();
  }

  @Test
  void takesADrainingPodBack() {
    assertThat(plan(seen(State.DRAINING, 1), toOld).changes())
        .containsExactly("set server r1/" + OLD + " state ready");
  }

  @Test
  void readsTheConfigurationAgainForANewRouteOrAnotherFrame() {
    Seen seen = seen(State.READY, 0);
    assertThat(plan(seen, toOld, route("r2", "b.test")).reload()).isTrue();
    var other = new Seen("other", seen.backends(), seen.hosts());
    assertThat(plan(other, toOld).reload()).isTrue();
  }

  @Test
  void changesHostsWithoutAReload() {
    var seen = new Seen("f", seen(State.READY, 0).backends(), Map.of("b.test", "r1"));
    assertThat(plan(seen, toOld).changes())
        .containsExactly("add map /x/hosts.map a.test r1", "del map /x/hosts.map b.test");
    var elsewhere = new Seen("f", seen.backends(), Map.of("a.test", "r0"));
    assertThat(plan(elsewhere, toOld).changes()).containsExactly("set map /x/hosts.map a.test r1");
  }

  @Test
  void drainsWhatARemovedRouteLeaves() {
    assertThat(plan(seen(State.READY, 1)).changes())
        .containsExactly("del map /x/hosts.map a.test", "set server r1/" + OLD + " state drain");
  }

  @Test
  void aWorkerOfBeforeAReloadFollowsAsFarAsItCan() {
    Seen seen = seen(State.READY, 1);
    assertThat(leaving(seen, toOld, route("r2", "b.test", "10.11.0.4:80"))).isEmpty();
    assertThat(leaving(seen, route("r1", "a.test", "10.11.0.2:80", "10.11.0.3:80"))).isEmpty();
    assertThat(leaving(seen, toNew)).containsExactly("del map /x/hosts.map a.test");
    assertThat(leaving(seen(State.DRAINING, 1), toOld))
        .containsExactly("del map /x/hosts.map a.test");
  }

  private static List<String> leaving(Seen seen, Route... routes) {
    return ProxyPlan.ofLeaving(routing(routes), seen, Path.of("/x/hosts.map"));
  }

  private static ProxyPlan plan(Seen seen, Route... routes) {
    return ProxyPlan.of(routing(routes), "f", seen, Path.of("/x/hosts.map"));
  }

  private static Seen seen(State state, int requests) {
    var server = new Server("10.11.0.2:80", state, requests);
    return new Seen("f", Map.of("r1", Map.of(OLD, server)), Map.of("a.test", "r1"));
  }
}
