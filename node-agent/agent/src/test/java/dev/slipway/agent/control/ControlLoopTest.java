package dev.slipway.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.builds.BuildRunner;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.git.Heads;
import dev.slipway.agent.git.OutboundGuard;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.network.FakeNetwork;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.terminals.Terminals;
import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.Condition;
import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.LogLine;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.ToAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlLoopTest {
  @TempDir Path state;
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final FakeEngine engine = new FakeEngine();
  private final Terminals terminals = new Terminals(engine);
  private final Outbox outbox = new Outbox();
  private final Reports reports = new Reports(outbox);
  private TestAuthority authority;
  private FakeControlPlane plane;

  @BeforeEach
  void answer() throws Exception {
    authority = new TestAuthority();
    plane = new FakeControlPlane(authority, 0);
    Files.writeString(state.resolve("token"), authority.token() + "\n");
  }

  @AfterEach
  void end() throws InterruptedException {
    stopAgent();
    plane.close();
  }

  private void startAgent() {
    startAgent(plane.port());
  }

  private void startAgent(int port) {
    var applier =
        new Applier(
            new DesiredStore(state),
            new FakeNetwork(engine, happened::add),
            desire -> happened.add("pods " + desire.pods().keySet()),
            reports);
    applier.load();
    var dialer = new Dialer(List.of("127.0.0.1:" + port));
    var membership =
        new Membership(
            dialer,
            new IdentityStore(state),
            "tester",
            state.resolve("token"),
            InstantSource.system());
    var heads = new Heads(new LocalExec(), OutboundGuard.usual(), state.resolve("heads"));
    var loop =
        new ControlLoop(
            dialer,
            membership,
            facts(),
            applier,
            outbox,
            builds(),
            heads,
            logs(),
            new PullLogins(outbox::send),
            new TokenRequests(outbox::send),
            terminals,
            volume -> happened.add("remove volume " + volume));
    terminals.sweep();
    threads.add(Thread.ofVirtual().start(applier::run));
    threads.add(Thread.ofVirtual().start(reports::run));
    threads.add(Thread.ofVirtual().start(loop::run));
  }

  private void stopAgent() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    }
    threads.clear();
  }

  private FromAgent hear(Predicate<FromAgent> wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      FromAgent message = plane.heard.poll(1, TimeUnit.SECONDS);
      if (message != null && wanted.test(message)) {
        return message;
      }
    }
    throw new AssertionError("That was never said.");
  }

  private static ToAgent complete(long epoch, long generation, String... pods) {
    var set = DesiredSet.newBuilder().setEpoch(epoch).setGeneration(generation);
    for (String pod : pods) {
      set.addPods(Pod.newBuilder().setId(pod).putEnvironment("PASSWORD", "canary-secret"));
    }
    return ToAgent.newBuilder().setComplete(set).build();
  }

  private static ToAgent delta(long appliesTo, long generation, String pod) {
    return ToAgent.newBuilder()
        .setDelta(
            DesiredDelta.newBuilder()
                .setEpoch(1)
                .setAppliesTo(appliesTo)
                .setGeneration(generation)
                .addPods(Pod.newBuilder().setId(pod)))
        .build();
  }

  private void hearApplied(long generation) throws InterruptedException {
    hear(m -> m.hasReport() && m.getReport().getAppliedGeneration() == generation);
  }

  @Test
  void joinsSaysHelloFollowsAndSaysSo() throws Exception {
    plane.opening.add(complete(1, 7, "a"));
    startAgent();
    var hello = hear(FromAgent::hasHello).getHello();
    assertThat(plane.tokens).containsExactly(authority.token());
    assertThat(hello.getPodsList()).extracting(PodStatus::getId).containsExactly("here");
    assertThat(hello.getBuildIdsList()).containsExactly("build-1");
    hearApplied(7);
    assertThat(happened).containsSubsequence("network", "pods [a]");
    hear(FromAgent::hasHeartbeat);
    Path identity = state.resolve("identity.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
        .isEqualTo("rw-------");
  }

  @Test
  void comesBackAsTheSameNodeAndNeedsNoTokenForIt() throws Exception {
    startAgent();
    hear(FromAgent::hasHello);
    stopAgent();
    Files.delete(state.resolve("token"));
    startAgent();
    hear(FromAgent::hasHello);
    assertThat(plane.tokens).hasSize(1);
  }

  @Test
  void goesOnFromWhatIsSavedAndHidesTheSecretsInIt() throws Exception {
    plane.opening.add(complete(1, 7, "a"));
    startAgent();
    hearApplied(7);
    stopAgent();
    happened.clear();
    assertThat(
            Files.readString(
                state.resolve("desired.sealed"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary-secret");
    // Nobody listens there.
    startAgent(1);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!happened.contains("pods [a]")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void followsWhatItCannotSaveAndKeepsNothingOlder() throws Exception {
    plane.opening.add(complete(1, 7, "a"));
    startAgent();
    hearApplied(7);
    // As on a full disk: the next draft cannot be written.
    Files.createDirectories(state.resolve("desired.sealed.new").resolve("in-the-way"));
    plane.say(complete(1, 8, "b"));
    hearApplied(8);
    assertThat(happened).contains("pods [b]");
    assertThat(state.resolve("desired.sealed")).doesNotExist();
  }

  @Test
  void neverFollowsAnOlderGeneration() throws Exception {
    plane.opening.add(complete(2, 7, "a"));
    startAgent();
    hearApplied(7);
    plane.say(complete(2, 6));
    plane.say(complete(1, 9));
    plane.say(complete(2, 8, "a", "b"));
    hearApplied(8);
    assertThat(happened).doesNotContain("pods []");
  }

  @Test
  void asksForEverythingWhenAChangeDoesNotFit() throws Exception {
    plane.opening.add(complete(1, 7, "a"));
    startAgent();
    hearApplied(7);
    plane.say(delta(7, 8, "b"));
    hearApplied(8);
    plane.opening.set(0, complete(1, 12, "a", "c"));
    plane.say(delta(11, 12, "c"));
    var hello = hear(FromAgent::hasHello).getHello();
    assertThat(hello.getAppliedGeneration()).isEqualTo(8);
    hearApplied(12);
  }

  @Test
  void connectsAgainWhenTheOtherSideGoesAway() throws Exception {
    startAgent();
    hear(FromAgent::hasHello);
    plane.hangUp();
    hear(FromAgent::hasHello);
    int port = plane.port();
    plane.close();
    plane = new FakeControlPlane(authority, port);
    hear(FromAgent::hasHello);
  }

  @Test
  void reportsWhatHappens() throws Exception {
    startAgent();
    hear(FromAgent::hasHello);
    reports.pod(PodStatus.newBuilder().setId("a").setPhase(Phase.STARTING).build());
    reports.pod(PodStatus.newBuilder().setId("a").setPhase(Phase.RUNNING).build());
    reports.gone("b");
    var report = hear(m -> m.hasReport() && m.getReport().getPodsCount() > 0).getReport();
    assertThat(report.getPodsList()).extracting(PodStatus::getPhase).containsExactly(Phase.RUNNING);
    assertThat(report.getGonePodsList()).containsExactly("b");
  }

  @Test
  void answersQuestionsAboutLogsAndStopsWhenNobodyReads() throws Exception {
    startAgent();
    hear(FromAgent::hasHello);
    plane.say(ToAgent.newBuilder().setLogRequest(LogRequest.newBuilder().setId("q1")).build());
    var lines = hear(FromAgent::hasLogs).getLogs();
    assertThat(lines.getRequestId()).isEqualTo("q1");
    plane.hangUp();
    hear(FromAgent::hasHello);
    assertThat(happened).contains("cancel q1");
  }

  @Test
  void getsANewCertificateBeforeTheOldOneEnds() throws Exception {
    // Backdated by an hour, so that most of its life is over.
    plane.life = Duration.ofMinutes(5);
    startAgent();
    hear(FromAgent::hasHello);
    hear(FromAgent::hasHello);
    assertThat(plane.renewals()).isPositive();
    assertThat(new IdentityStore(state).load().orElseThrow().expires())
        .isAfter(java.time.Instant.now().plus(Duration.ofHours(20)));
  }

  @Test
  void saysNoTokenToAnyoneButThePinnedAuthority() throws Exception {
    try (var impostor = new FakeControlPlane(new TestAuthority(), 0)) {
      startAgent(impostor.port());
      Thread.sleep(2000);
      assertThat(impostor.tokens).isEmpty();
    }
  }

  @Test
  void aNodeCannotPassForTheControlPlane() throws Exception {
    try (var impostor = new FakeControlPlane(authority, 0, KeyPurposeId.id_kp_clientAuth)) {
      startAgent(impostor.port());
      Thread.sleep(2000);
      assertThat(impostor.tokens).isEmpty();
    }
  }

  private static NodeFacts facts() {
    return new NodeFacts() {
      @Override
      public String agentVersion() {
        return "test";
      }

      @Override
      public String engineVersion() {
        return "fake";
      }

      @Override
      public String address() {
        return "127.0.0.1";
      }

      @Override
      public Capacity capacity() {
        return Capacity.newBuilder().setCpuMillis(2000).build();
      }

      @Override
      public Set<Condition> conditions() {
        return Set.of(Condition.DISK_PRESSURE);
      }

      @Override
      public List<PodStatus> pods() {
        return List.of(PodStatus.newBuilder().setId("here").build());
      }
    };
  }

  private LogPump logs() {
    return new LogPump() {
      @Override
      public void attach(LogSource source) {}

      @Override
      public List<String> lastLines(LogSource source, int count) {
        return List.of();
      }

      @Override
      public void serve(LogRequest request, Consumer<LogLines> consumer) {
        consumer.accept(
            LogLines.newBuilder()
                .setRequestId(request.getId())
                .addLines(LogLine.newBuilder().setText("hello"))
                .build());
      }

      @Override
      public void cancel(String requestId) {
        happened.add("cancel " + requestId);
      }
    };
  }

  private static BuildRunner builds() {
    return new BuildRunner() {
      @Override
      public void start(BuildOrder order) {}

      @Override
      public void cancel(String buildId) {}

      @Override
      public void acked(BuildAck ack) {}

      @Override
      public Set<String> open() {
        return Set.of("build-1");
      }

      @Override
      public void resend() {}
    };
  }
}
