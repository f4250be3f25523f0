package dev.slipway.agent.network;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Spare;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A network without a packet in it: bridges are the engine's, plugging in is a word. */
public final class FakeNetwork implements NetworkPlane {
  private final ContainerEngine engine;
  private final Consumer<String> told;
  private final Set<String> plugged = ConcurrentHashMap.newKeySet();

  /** Whether names can be resolved without the engine. */
  public volatile boolean plugs;

  public volatile boolean idle = true;

  /**
   * @param told of all that is done, such as "plug a" with a pod's id
   */
  public FakeNetwork(ContainerEngine engine, Consumer<String> told) {
    this.engine = engine;
    this.told = told;
  }

  @Override
  public void apply(DesiredNetwork desired) {
    told.accept("network");
  }

  @Override
  public String prepare(Network wanted) {
    told.accept("prepare " + wanted.getId());
    engine.ensureNetwork(new NetworkSpec("slp-pods", "slp-pods", wanted.getSubnet()));
    return "slp-pods";
  }

  @Override
  public boolean plugs() {
    return plugs;
  }

  /** By the engine, unless the sandbox was made before anybody knew whose it would be. */
  @Override
  public boolean plugged(long pid, Pod pod) {
    return plugged.contains(pod.getId())
        || engine
            .container(pod.getName())
            .filter(sandbox -> !Spare.made(sandbox.labels()))
            .isPresent();
  }

  @Override
  public void plug(long pid, Network wanted, Pod pod) {
    told.accept("plug " + pod.getId());
    plugged.add(pod.getId());
  }

  @Override
  public boolean idle(String podAddress) {
    return idle;
  }

  @Override
  public void released(String podAddress) {
    told.accept("released " + podAddress);
  }

  @Override
  public List<String> nameservers() {
    return List.of();
  }
}
