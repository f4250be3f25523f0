package dev.slipway.backend.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.BuildCanceled;
import dev.slipway.protocol.BuildCommit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class BuildReportsTest {
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired BuildQueries queries;
  @Autowired BuildLogFollower follower;
  private AppScope scope;
  private NodeId node;
  private BuildId build;
  private BuildBench bench;

  @BeforeEach
  void runningBuild() {
    bench = beans.createBean(BuildBench.class);
    bench.clear();
    scope = tenants.create().appScope();
    node = bench.node();
    build = bench.running(scope);
    bench.link.sent.clear();
  }

  @Test
  void chunksAreStoredOnceAndAcknowledged() {
    bench.tell(node, BuildBench.log(build, 1, "a\n"), BuildBench.log(build, 2, "b\0\n"));
    bench.tell(node, BuildBench.log(build, 2, "b again\n"), BuildBench.log(build, 3, "c\n"));

    assertThat(bench.log(scope, build)).containsExactly("a\n", "b\uFFFD\n", "c\n");
    assertThat(bench.link.last().getBuildAck().getSeq()).isEqualTo(3);
  }

  @Test
  void nothingIsAcknowledgedBeyondAGap() {
    bench.tell(node, BuildBench.log(build, 1, "a\n"), BuildBench.log(build, 3, "c\n"));
    assertThat(bench.link.last().getBuildAck().getSeq()).isEqualTo(1);
    assertThat(bench.log(scope, build)).containsExactly("a\n");
  }

  @Test
  void anImageEndsIt() {
    var commit =
        BuildCommit.newBuilder()
            .setCommit("c".repeat(40))
            .setSubject("One\nTwo")
            .setAuthor("\u001b[31mEve");
    bench.tell(node, BuildBench.report(build).setCommit(commit).build(), BuildBench.image(build));

    BuildView view = queries.build(scope, build);
    assertThat(view.state()).isEqualTo(BuildView.State.SUCCEEDED);
    assertThat(view.image()).endsWith("/shop/production/web@" + BuildBench.DIGEST);
    assertThat(view.commit()).isEqualTo("c".repeat(40));
    assertThat(view.subject()).isEqualTo("One");
    assertThat(view.author()).isEqualTo("[31mEve");
    assertThat(bench.link.last().getBuildAck().getEnded()).isTrue();
    assertThat(bench.row(build).secret()).isFalse();
  }

  @Test
  void aFailureKeepsTheNodesWords() {
    bench.tell(
        node,
        BuildBench.failure(
            build, "dockerfile-missing", "There is no Dockerfile in web/. Add one."));
    assertThat(bench.row(build))
        .isEqualTo(
            new BuildRow(
                "FAILED",
                1,
                "dockerfile-missing",
                "There is no Dockerfile in web/. Add one.",
                false,
                false));
  }

  @Test
  void aFailureWithoutWordsStillSaysSomething() {
    bench.tell(node, BuildBench.failure(build, "Drop Table", ""));
    assertThat(bench.row(build).failureType()).isEqualTo("builder-error");
    assertThat(bench.row(build).failure()).contains("log");
  }

  @Test
  void theEndToldTwiceIsAcknowledgedTwiceAndFiledOnce() {
    bench.tell(node, BuildBench.image(build));
    bench.tell(node, BuildBench.failure(build, "build-failed", "Too late."));
    assertThat(bench.row(build).state()).isEqualTo("SUCCEEDED");
    assertThat(bench.link.last().getBuildAck().getEnded()).isTrue();
  }

  @Test
  void whatANodeSaysOfAnotherNodesBuildDoesNotCount() {
    NodeId other = bench.node();
    bench.tell(other, BuildBench.log(build, 1, "forged\n"), BuildBench.image(build));
    assertThat(bench.log(scope, build)).isEmpty();
    assertThat(bench.row(build).state()).isEqualTo("RUNNING");
    assertThat(bench.link.canceled()).containsExactly(build.value().toString());
  }

  @Test
  void unknownBuildsAreToBeForgotten() {
    var unknown = new BuildId(UUID.randomUUID());
    bench.tell(node, BuildBench.log(unknown, 1, "x\n"));
    assertThat(bench.link.canceled()).containsExactly(unknown.value().toString());
  }

  @Test
  void aNodeThatReturnsWithoutItsBuildGivesItBackAndLaterGivesUp() {
    bench.tell(node, BuildBench.log(build, 1, "first run\n"));
    bench.reconnect(node);
    assertThat(bench.row(build)).isEqualTo(new BuildRow("QUEUED", 1, null, null, false, false));

    bench.dispatcher.pass();
    bench.tell(node, BuildBench.log(build, 1, "second run\n"));
    assertThat(bench.log(scope, build)).containsExactly("first run\n", "second run\n");
    assertThat(bench.link.last().getBuildAck().getSeq()).isEqualTo(1);

    bench.reconnect(node);
    assertThat(bench.row(build).state()).isEqualTo("FAILED");
    assertThat(bench.row(build).failure()).contains("went away, 2 times");
  }

  @Test
  void anOrderThatNeverArrivedIsNotARun() {
    for (int crash = 0; crash < 5; crash++) {
      bench.reconnect(node);
      assertThat(bench.row(build)).isEqualTo(new BuildRow("QUEUED", 0, null, null, false, false));
      bench.dispatcher.pass();
    }
    assertThat(bench.row(build).state()).isEqualTo("RUNNING");
  }

  @Test
  void aNodeThatReturnsWithItsBuildKeepsIt() {
    var stray = new BuildId(UUID.randomUUID());
    bench.reconnect(node, build, stray);
    bench.dispatcher.pass();
    assertThat(bench.row(build).state()).isEqualTo("RUNNING");
    assertThat(bench.link.canceled()).containsExactly(stray.value().toString());
  }

  @Test
  void anAgentThatStopsGivesItsBuildBack() {
    bench.tell(
        node, BuildBench.report(build).setCanceled(BuildCanceled.getDefaultInstance()).build());
    assertThat(bench.row(build).state()).isEqualTo("QUEUED");
  }

  @Test
  void aNodeWithoutRoomGivesItsBuildToAnother() {
    bench.tell(node, BuildBench.failure(build, "disk-low", "The node's disk is 99 % full."));
    assertThat(bench.row(build)).isEqualTo(new BuildRow("QUEUED", 1, null, null, false, false));
    bench.dispatcher.pass();
    assertThat(bench.row(build).state()).as("with no other node").isEqualTo("QUEUED");

    NodeId other = bench.node();
    bench.dispatcher.pass();
    bench.tell(node, BuildBench.image(build));
    assertThat(bench.row(build).state()).isEqualTo("RUNNING");
    bench.tell(other, BuildBench.image(build));
    assertThat(bench.row(build).state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aBuildThatFindsNoRoomAnywhereFailsForThat() {
    NodeId other = bench.node();
    bench.tell(node, BuildBench.failure(build, "disk-low", "The disk was full."));
    bench.dispatcher.pass();
    bench.tell(other, BuildBench.failure(build, "disk-low", "The disk was full."));
    assertThat(bench.row(build))
        .isEqualTo(new BuildRow("FAILED", 2, "disk-low", "The disk was full.", false, false));
  }

  @Test
  void aLogIsFollowedUntilItsBuildEnds() throws Exception {
    var seen = new CopyOnWriteArrayList<String>();
    bench.tell(node, BuildBench.log(build, 1, "a\n"));
    var ended =
        CompletableFuture.supplyAsync(() -> {
          try {
            return follower.follow(scope, build, 0, chunk -> seen.add(chunk.text()));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    bench.tell(node, BuildBench.log(build, 2, "b\n"));
    assertThat(ended).isNotDone();
    bench.tell(node, BuildBench.log(build, 3, "c\n"), BuildBench.image(build));

    assertThat(ended.get(1, TimeUnit.MINUTES).state()).isEqualTo(BuildView.State.SUCCEEDED);
    assertThat(seen).containsExactly("a\n", "b\n", "c\n");
  }

  @Test
  void nobodyElseFollowsIt() {
    AppScope other = tenants.create().appScope();
    assertThatThrownBy(() -> follower.follow(other, build, 0, _ -> {})).isInstanceOf(Problem.class);
  }

  @Test
  void theLogComesInPages() {
    for (int seq = 1; seq <= 5; seq++) {
      bench.tell(node, BuildBench.log(build, seq, seq + "\n"));
    }
    List<BuildLogChunk> page = queries.log(scope, build, 2, 2);
    assertThat(page).extracting(BuildLogChunk::seq).containsExactly(3L, 4L);
  }
}
