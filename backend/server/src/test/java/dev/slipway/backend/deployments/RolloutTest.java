package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.Rollout;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole state machine on the real database, with nodes and builders played by {@link
 * FakeAgents}.
 */
@ServerTest
class RolloutTest {
  /** Stands for the registry: it has no image, so what is to be removed is gone already. */
  private static final HttpServer EMPTY_REGISTRY = emptyRegistry();

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry properties) {
    properties.add(
        "slipway.registry-host", () -> "127.0.0.1:" + EMPTY_REGISTRY.getAddress().getPort());
  }

  private static HttpServer emptyRegistry() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          call -> {
            call.sendResponseHeaders(404, -1);
            call.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final AtomicInteger NODES = new AtomicInteger();
  private static final int ROUNDS = 200;

  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentQueries queries;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;
  @Autowired AppsApi apps;
  @Autowired List<Reconciler> reconcilers;

  private TestTenant tenant;
  private FakeAgents agents;
  private NodeId node;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 1);
    node = agents.join(NODES.getAndIncrement());
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    agents.leave(node);
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void aPushBecomesPodsThatServe() {
    scale(3);
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);

    settle(started.deployment());

    DeploymentView view = view(started.deployment());
    assertThat(view.state()).isEqualTo(State.COMPLETE);
    assertThat(view.revision()).isEqualTo(1);
    assertThat(view.newReady()).isEqualTo(3);
    assertThat(reasons())
        .contains(
            "DeploymentStarted",
            "RevisionCreated",
            "RolloutStarted",
            "PodScheduled",
            "RolloutCompleted");
    assertThat(list("select host(address) from pod")).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void aFailedBuildEndsTheDeploymentWithItsSentence() {
    Started started = failBuild();
    DeploymentView view = view(started.deployment());
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.problemType()).isEqualTo("dockerfile-missing");
    assertThat(view.problem()).isEqualTo("There is no Dockerfile.");
  }

  @Test
  void aFirstDeploymentThatCrashesFailsAndLeavesNothing() {
    Started started = push();
    agents.built(tenant.app(), Image.CRASHING);
    settle(started.deployment());
    DeploymentView view = view(started.deployment());
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.problemType()).isEqualTo("image-exits");
    assertThat(view.problem()).isEqualTo("It ended with code 3: no database.");
    emptyOut();
    assertThat(list("select name from pod")).isEmpty();
  }

  @Test
  void aCrashingRevisionIsTakenBackAndTheOldPodsAreNotTouched() {
    scale(2);
    complete(Image.HEALTHY);
    Set<String> before = new HashSet<>(running());

    Started bad = push();
    agents.built(tenant.app(), Image.CRASHING);
    settle(bad.deployment());

    assertThat(view(bad.deployment()).state()).isEqualTo(State.ROLLED_BACK);
    assertThat(running()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(reasons()).contains("RolloutFailed", "RolledBack");
  }

  @Test
  void aRevisionThatNeverGetsReadyIsTakenBackAtItsDeadline() {
    complete(Image.HEALTHY);
    // Not earlier: the first revision has as long as it takes.
    deadline(1);
    Set<String> before = new HashSet<>(running());
    Started bad = push();
    agents.built(tenant.app(), Image.NEVER_READY);
    settle(bad.deployment());
    DeploymentView view = view(bad.deployment());
    assertThat(view.state()).isEqualTo(State.ROLLED_BACK);
    assertThat(view.problemType()).isEqualTo("never-ready");
    assertThat(running()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aStoppedAppHasNoPodsAndComesBackWithAsManyWhenItIsStarted() {
    scale(2);
    complete(Image.HEALTHY);

    var _ = tenant.as(() -> apps.stop(tenant.app().value()));
    var stopped = tenant.as(() -> apps.stop(tenant.app().value()));
    emptyOut();
    assertThat(list("select name from pod")).isEmpty();
    assertThat(stopped.stopped()).isTrue();
    assertThat(stopped.replicas()).isEqualTo(2);
    assertThat(reasons().stream().filter("AppStopped"::equals)).hasSize(1);

    var _ = tenant.as(() -> apps.start(tenant.app().value()));
    emptyOut();
    assertThat(running()).hasSize(2);
  }

  @Test
  void aPodThatFitsNowhereSaysWhyAndEndsTheDeployment() {
    deadline(1);
    update("update app set spec = jsonb_set(spec, '{memoryBytes}', '4398046511104')");
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);
    settle(started.deployment());
    DeploymentView view = view(started.deployment());
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.problemType()).isEqualTo("out-of-capacity");
    assertThat(view.problem()).startsWith("No machine can take the pod:");
    assertThat(reasons()).contains("FailedScheduling");
    emptyOut();
    assertThat(list("select name from pod")).isEmpty();
  }

  @Test
  void aNewerPushTakesOverARolloutUnderWay() {
    complete(Image.HEALTHY);
    Started stuck = push();
    agents.built(tenant.app(), Image.NEVER_READY);
    IntStream.range(0, 10).forEach(_ -> round());
    assertThat(view(stuck.deployment()).state()).isEqualTo(State.PROGRESSING);

    Started better = push();
    agents.built(tenant.app(), Image.HEALTHY);
    settle(better.deployment());

    assertThat(view(stuck.deployment()).state()).isEqualTo(State.SUPERSEDED);
    assertThat(view(better.deployment()).state()).isEqualTo(State.COMPLETE);
    assertThat(running()).hasSize(1).allMatch(name -> name.contains("-3-"));
  }

  @Test
  void ofManyPushesOnlyTheNewestIsBuilt() {
    Started first = push();
    Started second = push();
    Started third = push();
    assertThat(view(first.deployment()).state()).isEqualTo(State.SUPERSEDED);
    assertThat(view(second.deployment()).state()).isEqualTo(State.SUPERSEDED);
    assertThat(view(third.deployment()).state()).isEqualTo(State.BUILDING);
    assertThat(list("select state from build order by created_at"))
        .containsExactly("CANCELED", "CANCELED", "QUEUED");
  }

  @Test
  void cancelingARolloutBringsTheOldPodsBack() {
    scale(3);
    complete(Image.HEALTHY);
    Started next = push();
    agents.built(tenant.app(), Image.NEVER_READY);
    IntStream.range(0, 10).forEach(_ -> round());
    deployments.cancel(tenant.appScope(), next.deployment());
    settle(next.deployment());
    assertThat(view(next.deployment()).state()).isEqualTo(State.CANCELED);
    assertThat(running()).hasSize(3).allMatch(name -> name.contains("-1-"));
    assertThatThrownBy(() -> deployments.cancel(tenant.appScope(), next.deployment()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void cancelingABuildEndsBoth() {
    Started started = push();
    deployments.cancel(tenant.appScope(), started.deployment());
    assertThat(view(started.deployment()).state()).isEqualTo(State.CANCELED);
    assertThat(list("select state from build")).containsExactly("CANCELED");
  }

  @Test
  void rollsBackToAnOlderRevisionAndRestartsWithoutABuild() {
    complete(Image.HEALTHY);
    complete(Image.HEALTHY);
    DeploymentId back = deployments.deploy(tenant.appScope(), Deploy.revision(1));
    settle(back);
    assertThat(view(back).state()).isEqualTo(State.COMPLETE);
    assertThat(view(back).revision()).isEqualTo(1);
    assertThat(view(back).trigger()).isEqualTo(Trigger.ROLLBACK);
    Set<String> before = new HashSet<>(running());

    DeploymentId again = deployments.deploy(tenant.appScope(), Deploy.again());
    settle(again);

    assertThat(view(again).state()).isEqualTo(State.COMPLETE);
    assertThat(view(again).revision()).isEqualTo(1);
    assertThat(running()).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void scalingActsAtOnceAndDuringARollout() {
    complete(Image.HEALTHY);
    scale(4);
    IntStream.range(0, 40).forEach(_ -> round());
    assertThat(running()).hasSize(4);
    scale(2);
    IntStream.range(0, 40).forEach(_ -> round());
    assertThat(running()).hasSize(2);

    Started next = push();
    agents.built(tenant.app(), Image.HEALTHY);
    round();
    scale(5);
    settle(next.deployment());
    assertThat(running()).hasSize(5).allMatch(name -> name.contains("-2-"));
  }

  @Test
  void aWorkerThatEndsAtOnceIsNotTakenForAWorkingOne() {
    // As long as no machine stands still: how long it is at least, PatienceTest says.
    update(
        "update app set kind = 'WORKER', spec = jsonb_set(spec - 'port', '{rollout,minReadySeconds}', '120')");
    Started started = push();
    agents.built(tenant.app(), Image.ENDING);
    settle(started.deployment());
    assertThat(view(started.deployment()).state()).isEqualTo(State.FAILED);
    assertThat(view(started.deployment()).problemType()).isEqualTo("image-exits");
  }

  @Test
  void everyCrashPointOfADeploymentIsReached() {
    var hit = new TreeSet<String>();
    try (var _ = CrashPoint.watch(hit::add)) {
      scale(8);
      failBuild();
      completeOneFirst();
      complete(Image.HEALTHY);
      Started bad = push();
      agents.built(tenant.app(), Image.CRASHING);
      settle(bad.deployment());
    }
    assertThat(hit)
        .containsAll(
            CrashPoint.ALL.stream().filter(name -> name.startsWith("deployment.")).toList());
  }

  @Test
  void aDeletedAppStopsItsPodsAndLeavesNoRows() {
    scale(2);
    complete(Image.HEALTHY);
    Started open = push();
    tenant.as(() -> {
      apps.delete(tenant.app().value());
      return open;
    });
    assertThat(list("select state from deployment where finished_at is null")).isEmpty();
    for (int i = 0; i < ROUNDS && !list("select slug from app").isEmpty(); i++) {
      round();
      reconcilers.stream()
          .filter(each -> each.wakesOn().contains("app"))
          .forEach(each -> each.reconcile(epoch));
    }
    for (String table :
        List.of("app", "pod", "deployment", "revision", "build", "service", "route")) {
      assertThat(list("select id::text from " + table)).as(table).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HEALTHY", "CRASHING"})
  void survivesBeingKilledAtEveryPoint(Image image) {
    scale(2);
    complete(Image.HEALTHY);
    var hit = new TreeSet<String>();
    Started first = reachedIn(image, hit);
    assertThat(view(first.deployment()).state()).isEqualTo(end(image));
    for (String point : hit) {
      Started started = push();
      agents.built(tenant.app(), image);
      killAt(point, 1, started.deployment());
      assertThat(view(started.deployment()).state()).as(point).isEqualTo(end(image));
      assertOneSetOfPods(point);
    }
    assertThat(hit)
        .contains(
            "deployment.revision-created",
            "deployment.begun",
            "deployment.pods-created",
            "deployment.pods-placed",
            "deployment.old-drained",
            image == Image.HEALTHY ? "deployment.old-stopped" : "deployment.aborted");
  }

  static IntStream survivesBeingKilledAgainAndAgain() {
    return IntStream.range(0, 8);
  }

  @ParameterizedTest
  @MethodSource
  void survivesBeingKilledAgainAndAgain(int seed) {
    agents = new FakeAgents(db, transaction, seed);
    scale(1 + seed % 4);
    complete(Image.HEALTHY);
    Image image = seed % 3 == 0 ? Image.CRASHING : Image.HEALTHY;
    Started started = push();
    agents.built(tenant.app(), image);
    killAt(null, 2 + seed % 3, started.deployment());
    assertThat(view(started.deployment()).state()).isEqualTo(end(image));
    assertOneSetOfPods("seed " + seed);
  }

  private Started failBuild() {
    Started started = push();
    update(
        "update build set state = 'FAILED', failure_type = 'dockerfile-missing', failure = 'There is no Dockerfile.'");
    settle(started.deployment());
    return started;
  }

  private Started reachedIn(Image image, Set<String> hit) {
    Started started = push();
    agents.built(tenant.app(), image);
    try (var _ = CrashPoint.watch(hit::add)) {
      settle(started.deployment());
      emptyOut();
    }
    return started;
  }

  /**
   * @param point null: any; every so many times the leader dies there and another takes over
   */
  private void killAt(@Nullable String point, int every, DeploymentId deployment) {
    var passed = new AtomicInteger();
    try (var _ =
        CrashPoint.watch(name -> {
          if ((point == null || point.equals(name)) && passed.incrementAndGet() % every == 0) {
            throw new Killed();
          }
        })) {
      for (int i = 0; i < ROUNDS && !view(deployment).state().ended(); i++) {
        roundOrDeath();
      }
    }
    emptyOut();
  }

  private void roundOrDeath() {
    try {
      round();
    } catch (Killed death) {
      epoch = tenants.lead();
    }
  }

  private void assertOneSetOfPods(String what) {
    assertThat(list("select distinct deployment_id::text from pod")).as(what).hasSize(1);
    assertThat(list("select name from pod where intent <> 'RUN' or not ready or not routed"))
        .as(what)
        .isEmpty();
    assertThat(list("select name from pod")).as(what).hasSize(wanted());
  }

  private static State end(Image image) {
    return image == Image.HEALTHY ? State.COMPLETE : State.ROLLED_BACK;
  }

  private void complete(Image image) {
    Started started = push();
    agents.built(tenant.app(), image);
    settle(started.deployment());
    emptyOut();
    assertThat(view(started.deployment()).state()).isEqualTo(State.COMPLETE);
  }

  /** The first deployment, one pod of which serves before the others do. */
  private void completeOneFirst() {
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);
    var _ = deploying.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    update(
        """
        update pod set phase = 'RUNNING', started_at = now(), ready = true, routed = true,
                       ready_since = now() - interval '1 minute'
         where name = (select min(name) from pod)
        """);
    var _ = deploying.reconcile(epoch);
    settle(started.deployment());
    emptyOut();
  }

  /** Until the deployment has ended. */
  private void settle(DeploymentId deployment) {
    for (int i = 0; i < ROUNDS; i++) {
      if (view(deployment).state().ended()) {
        return;
      }
      round();
    }
    throw new AssertionError("still open: " + view(deployment));
  }

  /** Until the pods that leave are gone and the others serve. */
  private void emptyOut() {
    for (int i = 0; i < ROUNDS; i++) {
      if (list("select name from pod where intent <> 'RUN' or not ready or not routed").isEmpty()
          && running().size() == (serves() ? wanted() : 0)) {
        return;
      }
      round();
    }
    throw new AssertionError("pods stay: " + list("select name || intent || phase from pod"));
  }

  private void round() {
    boolean there = !list("select slug from app where deleted_at is null").isEmpty();
    long available = there ? available() : 0;
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = draining.reconcile(epoch);
    // What the control plane gave up must not have been needed.
    if (there) {
      assertThat(available()).isGreaterThanOrEqualTo(Math.min(available, least()));
    }
    agents.act();
    pause();
  }

  private void pause() {
    if (deadline == 1) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private int deadline = 600;

  private long available() {
    return list("select name from pod where intent = 'RUN' and ready and routed").size();
  }

  private int least() {
    return Bounds.of(wanted(), Rollout.rolling()).least();
  }

  private int wanted() {
    return Integer.parseInt(
        list("select (case when stopped then 0 else replicas end)::text from app").getFirst());
  }

  private boolean serves() {
    return !list("select id::text from app where current_deployment_id is not null").isEmpty();
  }

  private List<String> running() {
    return list("select name from pod where intent = 'RUN'");
  }

  private List<String> reasons() {
    return list("select reason from event");
  }

  private void scale(int replicas) {
    update("update app set replicas = " + replicas);
  }

  private void deadline(int seconds) {
    deadline = seconds;
    AppSpec spec = AppSpec.web(8080).withRollout(new Rollout("25%", "25%", 0, seconds));
    update("update app set spec = cast('" + json.write(spec) + "' as jsonb)");
  }

  private Started push() {
    return deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
  }

  private DeploymentView view(DeploymentId id) {
    return queries.deployment(tenant.appScope(), id);
  }

  /** Rows of this tenant only. */
  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  private static final class Killed extends Error {}
}
