package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine has to do; run against the real one and the fake. */
abstract class ContainerEngineContract {
  static final String IMAGE = "slipway-test/busybox:1";

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String pod = "pod-" + run;
  private final NetworkSpec network = new NetworkSpec("slt-" + run, "slt" + run, "10.219.7.0/24");

  abstract ContainerEngine engine();

  abstract ImageEngine images();

  abstract SandboxEngine sandboxes();

  @BeforeEach
  void imageAndNetwork() throws Exception {
    if (images().image(IMAGE).isEmpty()) {
      images().importFiles(IMAGE, Tars.busybox());
    }
    engine().ensureNetwork(network);
  }

  @AfterEach
  void cleanUp() {
    for (Container container : engine().containers()) {
      if (pod.equals(container.labels().get(Labels.POD))) {
        engine().remove(container.name());
      }
    }
    engine().removeNetwork(network.name());
  }

  ContainerSpec spec(String name, String... command) {
    return new ContainerSpec(
        "slt-" + run + "-" + name,
        IMAGE,
        Map.of(Labels.POD, pod, Labels.ROLE, "app"),
        List.of(command),
        Map.of("GREETING", "hello"),
        "10001:10001",
        new ContainerSpec.Limits(500, 32 << 20, 32, 1 << 20),
        new ContainerSpec.Bridged(network.name(), "10.219.7.9", "web", List.of(), List.of()));
  }

  private Container await(ContainerSpec spec, java.util.function.Predicate<Container> condition) {
    awaitTrue(() -> engine().container(spec.name()).filter(condition).isPresent());
    return engine().container(spec.name()).orElseThrow();
  }

  static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void saysWhatItIs() {
    assertThat(engine().info().version()).isNotBlank();
    assertThat(engine().info().cpus()).isPositive();
  }

  @Test
  void startsOnceHoweverOftenItIsAsked() {
    var spec = spec("once", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    Container first = await(spec, Container::running);
    engine().start(spec);
    Container second = engine().container(spec.name()).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.state()).isEqualTo(first.state());
    assertThat(first.labels()).containsEntry(Labels.POD, pod).containsEntry(Labels.ROLE, "app");
    assertThat(engine().containers()).extracting(Container::name).contains(spec.name());
  }

  @Test
  void tellsHowAContainerEnded() {
    var spec = spec("ends", "/bin/busybox", "sh", "-c", "exit 3");
    engine().start(spec);
    Container ended = await(spec, c -> c.state() instanceof Container.Exited);
    assertThat(((Container.Exited) ended.state()).code()).isEqualTo(3);
  }

  @Test
  void startsAgainWhatHasEnded() {
    var spec = spec("again", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    engine().signal(spec.name(), "SIGKILL");
    await(spec, c -> !c.running());
    engine().start(spec);
    await(spec, Container::running);
  }

  @Test
  void signalsReachTheProcessAndNobodyElse() {
    var spec = spec("signal", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    engine().signal(spec.name(), "SIGTERM");
    Container ended = await(spec, c -> c.state() instanceof Container.Exited);
    assertThat(((Container.Exited) ended.state()).code()).isEqualTo(143);
    engine().signal(spec.name(), "SIGTERM");
    engine().signal("slt-" + run + "-nobody", "SIGTERM");
  }

  @Test
  void removesOnceHoweverOftenItIsAsked() {
    var spec = spec("remove", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    engine().remove(spec.name());
    engine().remove(spec.name());
    assertThat(engine().container(spec.name())).isEmpty();
  }

  @Test
  void aContainerNeedsItsImage() {
    var missing = "slipway-test/none:1";
    var spec = spec("missing", "/bin/busybox", "true");
    var without =
        new ContainerSpec(
            spec.name(),
            missing,
            spec.labels(),
            spec.command(),
            spec.environment(),
            spec.user(),
            spec.limits(),
            spec.attachment());
    assertThat(images().image(missing)).isEmpty();
    assertThatThrownBy(() -> engine().start(without)).isInstanceOf(EngineException.class);
    assertThat(engine().container(spec.name())).isEmpty();
  }

  @Test
  void mountsWhatTheAgentMade(@TempDir Path folder) {
    var spec = spec("mounts", "/bin/busybox", "sleep", "100");
    var mounted =
        spec.mounting(
            List.of(new Mount.Made(folder, "/data", true), new Mount.Memory("/scratch", 1 << 20)),
            Map.of(Labels.VOLUMES, "v1"));
    engine().start(mounted);
    Container running = await(mounted, Container::running);
    assertThat(running.labels()).containsEntry(Labels.VOLUMES, "v1").containsEntry(Labels.POD, pod);
  }

  @Test
  void makesNothingOnTheMachineForAMount(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    var spec =
        spec("unmade", "/bin/busybox", "sleep", "100")
            .mounting(List.of(new Mount.Made(missing, "/data", false)), Map.of());
    assertThatThrownBy(() -> engine().start(spec)).isInstanceOf(EngineException.class);
    assertThat(engine().container(spec.name())).isEmpty();
    assertThat(missing).doesNotExist();
  }

  @Test
  void aCommandThatIsNotThereEndsAtOnce() {
    var spec = spec("nocommand", "/bin/nothing");
    engine().start(spec);
    Container ended = await(spec, c -> c.state() instanceof Container.Exited);
    assertThat(((Container.Exited) ended.state()).code()).isEqualTo(127);
  }

  @Test
  void membersShareTheSandboxesNetwork() {
    var sandbox = spec("sandbox", "/bin/busybox", "sleep", "100");
    engine().start(sandbox);
    var member = joined(spec("member", "/bin/busybox", "sleep", "100"), sandbox.name());
    engine().start(member);
    await(member, Container::running);
  }

  private ContainerSpec spare() {
    var plain = spec("spare", "/bin/busybox", "sleep", "100");
    return new ContainerSpec(
        Spare.PREFIX + run,
        plain.image(),
        Map.of(Labels.POD, Spare.POD, Labels.ROLE, Spare.ROLE),
        plain.command(),
        Map.of(),
        plain.user(),
        plain.limits(),
        new ContainerSpec.Unplugged("pod-" + run));
  }

  @Test
  void aSpareSandboxIsNobodysUntilItHasAnotherName() {
    ContainerSpec spare = spare();
    engine().start(spare);
    String taken = spec("taken").name();
    try {
      assertThat(sandboxes().spares()).extracting(Container::name).contains(spare.name());
      assertThat(engine().containers()).extracting(Container::name).doesNotContain(spare.name());
      assertThat(sandboxes().rename(spare.name(), taken)).isTrue();
      assertThat(sandboxes().rename(spare.name(), taken + "-2")).isFalse();
      assertThat(sandboxes().spares()).extracting(Container::name).doesNotContain(spare.name());
      assertThat(engine().containers()).extracting(Container::name).contains(taken);
    } finally {
      engine().remove(spare.name());
      engine().remove(taken);
    }
  }

  @Test
  void aSandboxIsToldWhoItIs() {
    ContainerSpec spare = spare();
    engine().start(spare);
    try {
      var identity = new Identity("web-1", "10.219.7.8", List.of("10.0.0.53"), List.of("a.b"));
      Container told = sandboxes().identify(spare.name(), identity);
      assertThat(told.running()).isTrue();
    } finally {
      engine().remove(spare.name());
    }
  }

  static ContainerSpec joined(ContainerSpec spec, String sandbox) {
    return new ContainerSpec(
        spec.name(),
        spec.image(),
        spec.labels(),
        spec.command(),
        spec.environment(),
        spec.user(),
        spec.limits(),
        new ContainerSpec.Joined(sandbox));
  }

  @Test
  void readsWhatWasWritten() throws Exception {
    var spec = spec("writes", "/bin/busybox", "sh", "-c", "echo one; echo two >&2; exit 0");
    engine().start(spec);
    await(spec, c -> !c.running());
    var lines = new CopyOnWriteArrayList<LogFrame>();
    var end = new CountDownLatch(1);
    try (var _ = engine().logs(spec.name(), Instant.EPOCH, true, collect(lines, end))) {
      assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(lines).extracting(LogFrame::text).containsExactlyInAnyOrder("one", "two");
    assertThat(lines).filteredOn(LogFrame::error).extracting(LogFrame::text).containsExactly("two");
    var later = new CopyOnWriteArrayList<LogFrame>();
    var laterEnd = new CountDownLatch(1);
    Instant after = lines.getLast().at().plusMillis(1);
    try (var _ = engine().logs(spec.name(), after, true, collect(later, laterEnd))) {
      assertThat(laterEnd.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(later).isEmpty();
  }

  private static LogConsumer collect(List<LogFrame> lines, CountDownLatch end) {
    return new LogConsumer() {
      @Override
      public void line(LogFrame frame) {
        lines.add(frame);
      }

      @Override
      public void end() {
        end.countDown();
      }
    };
  }

  @Test
  void runsCommandsInside() {
    var spec = spec("exec", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    await(spec, Container::running);
    var good =
        engine().exec(spec.name(), List.of("/bin/busybox", "echo", "hi"), Duration.ofMinutes(1));
    assertThat(good).isEqualTo(new ExecResult(0, "hi\n", false));
    var bad =
        engine()
            .exec(
                spec.name(), List.of("/bin/busybox", "sh", "-c", "exit 4"), Duration.ofMinutes(1));
    assertThat(bad.exitCode()).isEqualTo(4);
    var slow =
        engine().exec(spec.name(), List.of("/bin/busybox", "sleep", "30"), Duration.ofMillis(300));
    assertThat(slow.timedOut()).isTrue();
  }

  @Test
  void aTerminalTakesWhatIsTypedAndShowsWhatComes() throws Exception {
    Terminal terminal = shell("terminal");
    terminal.resize(100, 30);
    terminal.write("echo hello\n".getBytes(StandardCharsets.UTF_8));
    assertThat(readUntil(terminal, "\r\nhello\r\n")).contains("echo hello");
    terminal.write("exit 7\n".getBytes(StandardCharsets.UTF_8));
    readUntil(terminal, null);
    assertThat(terminal.exitCode()).hasValue(7);
    terminal.close();
  }

  @Test
  void aClosedTerminalEnds() {
    Terminal terminal = shell("closed");
    terminal.close();
    readUntil(terminal, null);
    assertThat(terminal.exitCode()).hasValue(137);
    terminal.close();
  }

  @Test
  void aTerminalEndsWithItsContainer() {
    Terminal terminal = shell("taken-away");
    engine().remove(spec("taken-away").name());
    readUntil(terminal, null);
    terminal.close();
  }

  Terminal shell(String name) {
    var spec = spec(name, "/bin/busybox", "sleep", "100");
    engine().start(spec);
    await(spec, Container::running);
    return engine().terminal(spec.name(), List.of("/bin/sh"));
  }

  /** All that was shown; until the end if nothing is waited for. */
  static String readUntil(Terminal terminal, @Nullable String wanted) {
    var shown = new StringBuilder();
    byte[] buffer = new byte[8192];
    while (wanted == null || shown.indexOf(wanted) < 0) {
      int count = terminal.read(buffer);
      if (count < 0) {
        assertThat(wanted).as("it ended with " + shown).isNull();
        return shown.toString();
      }
      shown.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    return shown.toString();
  }

  @Test
  void tellsWhatHappens() {
    var events = new CopyOnWriteArrayList<EngineEvent>();
    try (var _ = engine().events(events::add, () -> {})) {
      java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
      var spec = spec("events", "/bin/busybox", "sh", "-c", "exit 0");
      engine().start(spec);
      awaitTrue(() -> events.contains(new EngineEvent(spec.name(), pod, "die")));
      engine().remove(spec.name());
      awaitTrue(() -> events.contains(new EngineEvent(spec.name(), pod, "destroy")));
    }
  }

  @Test
  void makesANetworkOnceHoweverManyAsk() throws Exception {
    engine().removeNetwork(network.name());
    var problems = new CopyOnWriteArrayList<Throwable>();
    var asking = new ArrayList<Thread>();
    for (int i = 0; i < 6; i++) {
      asking.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  engine().ensureNetwork(network);
                } catch (RuntimeException e) {
                  problems.add(e);
                }
              }));
    }
    for (Thread thread : asking) {
      thread.join();
    }
    assertThat(problems).isEmpty();
    assertThat(engine().networks()).containsOnlyOnce(network.name());
  }

  @Test
  void keepsANetworkWhileItIsUsed() {
    engine().ensureNetwork(network);
    assertThat(engine().networks()).containsOnlyOnce(network.name());
    var spec = spec("net", "/bin/busybox", "sleep", "100");
    engine().start(spec);
    assertThat(engine().removeNetwork(network.name())).isFalse();
    engine().remove(spec.name());
    assertThat(engine().removeNetwork(network.name())).isTrue();
    assertThat(engine().removeNetwork(network.name())).isTrue();
    assertThat(new ArrayList<>(engine().networks())).doesNotContain(network.name());
  }
}
