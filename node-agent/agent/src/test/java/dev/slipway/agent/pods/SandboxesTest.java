package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.network.FakeNetwork;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
  private static final Pod POD = Pods.pod("a").build();
  private static final Desire DESIRE =
      new Desire(
          Map.of("a", POD),
          Map.of("network-1", Network.newBuilder().setId("network-1").build()),
          Welcome.getDefaultInstance());

  @TempDir Path state;
  private final FakeEngine engine = new FakeEngine();
  private final FakeNetwork network = new FakeNetwork(engine, engine.done::add);
  private final Spares spares = new Spares(engine, engine, engine, () -> 1, new Ticker());
  private final Sandboxes sandboxes = sandboxes();

  private Sandboxes sandboxes() {
    return new Sandboxes(engine, network, spares, new LocalExec());
  }

  @BeforeEach
  void spare() {
    network.plugs = true;
    engine.has("sandbox", "");
    engine.start(PodContainers.spare("x", "sandbox"));
    spares.look();
  }

  @Test
  void oneThatIsBareIsPluggedInEvenWhenNamesCannotBeResolvedMeanwhile() throws Exception {
    var _ = sandboxes.make(POD, DESIRE);
    // Killed, and another begins where this one was.
    Sandboxes next = sandboxes();
    Container sandbox = next.make(POD, DESIRE);
    network.plugs = false;
    var _ = next.plug(sandbox, POD, DESIRE);
    assertThat(engine.done).containsOnlyOnce("plug a");
  }

  @Test
  void oneThatIsPluggedInIsNotPluggedInAgain() throws Exception {
    var _ = sandboxes.plug(sandboxes.make(POD, DESIRE), POD, DESIRE);
    var next = sandboxes();
    network.plugs = false;
    var _ = next.plug(next.make(POD, DESIRE), POD, DESIRE);
    assertThat(engine.done).containsOnlyOnce("plug a");
    assertThat(engine.containers()).hasSize(1);
  }

  @Test
  void nothingIsKnownOfOneThatWasTakenAwayAsNobodys() throws Exception {
    Container sandbox = sandboxes.make(POD, DESIRE);
    assertThat(sandboxes.known()).isEqualTo(1);
    var pods = new PodTable(new MemoryStore(state));
    new PodLook(engine, new EngineWatch(engine), sandboxes, pods, Runnable::run, _ -> {})
        .away(List.of(sandbox));
    await(() -> sandboxes.known() == 0);
    assertThat(engine.containers()).isEmpty();
  }

  @Test
  void nothingIsKnownOfOneThatHasEndedAndWasReplaced() throws Exception {
    var _ = sandboxes.plug(sandboxes.make(POD, DESIRE), POD, DESIRE);
    engine.end("slp-web-1-a", 137, false);
    var _ = sandboxes.plug(sandboxes.make(POD, DESIRE), POD, DESIRE);
    assertThat(sandboxes.known()).isEqualTo(1);
  }
}
