package dev.slipway.agent.network;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;

/** Pods in the bridges of their environments. */
final class Plugs {
  private final ContainerEngine engine;
  private final Exec exec;
  private final PodWire wire;

  Plugs(ContainerEngine engine, Exec exec) {
    this.engine = engine;
    this.exec = exec;
    this.wire = new PodWire(exec);
  }

  /** The bridge stands nearly always: it is asked for only when plugging in does not work. */
  void plug(long pid, Network network, Pod pod) throws InterruptedException {
    NetworkSpec spec = Bridge.spec(network);
    try {
      plug(pid, spec, pod);
    } catch (NetworkFailed _) {
      engine.ensureNetwork(spec);
      plug(pid, spec, pod);
    }
  }

  private void plug(long pid, NetworkSpec spec, Pod pod) throws InterruptedException {
    wire.plug(pid, pod.getId(), spec.bridge(), new Cidr(spec.subnet()), pod.getAddress());
  }

  boolean plugged(long pid, Pod pod) throws InterruptedException {
    return wire.plugged(pid, pod.getAddress());
  }

  /** The engine knows of no pod in the network, and would take the bridge away from under them. */
  boolean unused(String network) {
    try {
      Outcome ports =
          exec.run(Command.of("ip", "-o", "link", "show", "master", Bridge.device(network)));
      return !ports.ok() || ports.output().isBlank();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
