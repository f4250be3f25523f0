package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.agent.logs.LogBudget;
import dev.slipway.agent.network.FakeNetwork;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.volumes.NodeVolumes;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.ContainerStatus;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Welcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent's pods on an engine, without a control plane and with bridges nobody filters. */
final class TestPodAgent implements AutoCloseable {
  private final ContainerEngine engine;
  private final ImageEngine images;
  private final Path state;
  private final String subnet;
  private EngineLogPump logs;
  private PodReconciler reconciler;
  private Thread thread;

  TestPodAgent(ContainerEngine engine, ImageEngine images, Path state, String subnet)
      throws InterruptedException {
    this.engine = engine;
    this.images = images;
    this.state = state;
    this.subnet = subnet;
    begin();
  }

  private void begin() throws InterruptedException {
    var exec = new LocalExec();
    logs = new EngineLogPump(engine, state.resolve("logs"), LogBudget.USUAL);
    reconciler =
        new PodReconciler(
            engine,
            images,
            new ImageLeases(state, new Ticker()),
            new PullLogins(_ -> false),
            new EngineWatch(engine),
            new FakeNetwork(engine, _ -> {}),
            PodMounts.in(
                state,
                NodeVolumes.in(state.resolve("volumes"), exec),
                new TokenRequests(_ -> false),
                exec,
                new Ticker()),
            logs,
            new Reports(new Outbox()),
            new MemoryStore(state),
            new Spares(
                engine, new dev.slipway.agent.engine.FakeEngine(), images, () -> 0, new Ticker()),
            new dev.slipway.agent.proc.LocalExec(),
            new Ticker());
    thread = Thread.ofVirtual().start(reconciler::run);
  }

  void restart() throws InterruptedException {
    close();
    begin();
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean ended = false;
    try {
      ended = thread.join(Duration.ofMinutes(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      throw new AssertionError("The reconciler does not end.");
    }
    logs.close();
  }

  void desire(Pod... pods) {
    var byId = new LinkedHashMap<String, Pod>();
    for (Pod pod : pods) {
      byId.put(pod.getId(), pod);
    }
    var network = Network.newBuilder().setId("network-1").setSubnet(subnet).build();
    reconciler.desire(new Desire(byId, Map.of("network-1", network), Welcome.getDefaultInstance()));
  }

  List<Container> running() {
    return reconciler.running();
  }

  PodStatus status(String id) {
    return reconciler.statuses().stream()
        .filter(status -> status.getId().equals(id))
        .findFirst()
        .orElse(PodStatus.getDefaultInstance());
  }

  ContainerStatus status(String id, String container) {
    return status(id).getContainersList().stream()
        .filter(status -> status.getName().equals(container))
        .findFirst()
        .orElse(ContainerStatus.getDefaultInstance());
  }

  void awaitPhase(String id, Phase phase) {
    await(() -> status(id).getPhase() == phase);
  }

  void awaitPhase(String id, String container, Phase phase) {
    await(() -> status(id, container).getPhase() == phase);
  }

  void awaitNothing() {
    await(() -> reconciler.statuses().isEmpty());
  }

  /** What a container of a pod wrote so far, with its name before each line. */
  List<String> lines(Pod pod, String container) {
    var lines = new ArrayList<String>();
    logs.serve(
        dev.slipway.protocol.LogRequest.newBuilder()
            .setId("request")
            .setAppId(pod.getAppId())
            .setPodId(pod.getId())
            .setContainer(container)
            .setTail(100)
            .build(),
        answer -> {
          synchronized (lines) {
            answer
                .getLinesList()
                .forEach(line -> lines.add(line.getContainer() + ": " + line.getText()));
            if (answer.getEnd()) {
              lines.add("end");
            }
          }
        });
    await(() -> {
      synchronized (lines) {
        return lines.contains("end");
      }
    });
    lines.remove("end");
    return List.copyOf(lines);
  }
}
