package dev.slipway.agent.pods;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Identity;
import dev.slipway.agent.engine.Spare;
import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods their sandboxes: a spare one if there is one, and plugs them in. Whatever was cut off
 * is done again, as no app runs in a sandbox that is not plugged in.
 */
final class Sandboxes {
  private final ContainerEngine engine;
  private final NetworkPlane network;
  private final Spares spares;
  private final Hostname hostname;

  /** Runs of sandboxes that are known to have their network. */
  private final Set<String> plugged = ConcurrentHashMap.newKeySet();

  /** Runs that are known to have none. */
  private final Set<String> bare = ConcurrentHashMap.newKeySet();

  Sandboxes(ContainerEngine engine, NetworkPlane network, Spares spares, Exec exec) {
    this.engine = engine;
    this.network = network;
    this.spares = spares;
    this.hostname = new Hostname(exec);
  }

  /**
   * Makes it run unless it does.
   *
   * @return the sandbox, which may have no network yet, see {@link #plug}
   */
  Container make(Pod pod, Desire desire) throws InterruptedException {
    spares.starting();
    String name = PodContainers.sandboxName(pod.getName());
    Optional<Container> found = engine.container(name);
    if (found.isPresent() && useful(found.get(), pod)) {
      return found.get();
    }
    if (found.isPresent()) {
      engine.remove(name);
      forget(found.get());
    }
    return network.plugs() ? unplugged(pod, name) : bridged(pod, desire);
  }

  /**
   * The network of one that has ended has ended with it, and its files are written anew at its
   * start. In one without a network, no name could be resolved where only the engine can connect
   * pods; no program has run in it yet.
   */
  private boolean useful(Container sandbox, Pod pod) throws InterruptedException {
    return sandbox.state() instanceof Container.Running(_, var pid)
        && (network.plugs() || plugged.contains(Instance.of(sandbox)) || network.plugged(pid, pod));
  }

  private Container unplugged(Pod pod, String name) {
    boolean spare = !Hostname.matters(pod) && spares.take(name);
    if (!spare) {
      engine.start(PodContainers.sandbox(pod, spares.image()));
    }
    Container made = identify(pod);
    if (spare && !made.running()) {
      // It ended while it was nobody's, as after a restart of the engine.
      engine.remove(name);
      return unplugged(pod, name);
    }
    bare.add(Instance.of(running(made)));
    return made;
  }

  /** Where only the engine can resolve names for pods, it connects them as well. */
  private Container bridged(Pod pod, Desire desire) {
    engine.start(
        PodContainers.sandbox(
            pod, spares.image(), network.prepare(network(pod, desire)), network.nameservers()));
    Container made =
        running(engine.container(PodContainers.sandboxName(pod.getName())).orElse(null));
    plugged.add(Instance.of(made));
    return made;
  }

  private Container identify(Pod pod) {
    var search = pod.getDnsSearch().isEmpty() ? List.<String>of() : List.of(pod.getDnsSearch());
    var identity =
        new Identity(PodContainers.hostname(pod), pod.getAddress(), network.nameservers(), search);
    return spares.engine().identify(PodContainers.sandboxName(pod.getName()), identity);
  }

  private static Container running(@Nullable Container sandbox) {
    if (sandbox == null || !sandbox.running()) {
      throw new EngineException("The pod's sandbox ended at once.");
    }
    return sandbox;
  }

  /**
   * Connects it unless it is.
   *
   * @return the same
   */
  Container plug(Container sandbox, Pod pod, Desire desire) throws InterruptedException {
    long pid = ((Container.Running) sandbox.state()).pid();
    String run = Instance.of(sandbox);
    if (plugged.contains(run)) {
      return sandbox;
    }
    if (bare.remove(run)) {
      network.plug(pid, network(pod, desire), pod);
    } else if (!network.plugged(pid, pod)) {
      // Taken by an agent that was killed, whatever could be done for names then and can be now.
      var _ = identify(pod);
      network.plug(pid, network(pod, desire), pod);
    }
    plugged.add(run);
    return sandbox;
  }

  /** A program in it has just begun. */
  void began(Container sandbox, Pod pod, String container) throws InterruptedException {
    if (Spare.made(sandbox.labels())) {
      Optional<Container> program = engine.container(container);
      if (program.isPresent() && program.get().state() instanceof Container.Running(_, var pid)) {
        hostname.late(pid, pod);
      }
    }
  }

  /** How many runs something is known of. */
  int known() {
    return plugged.size() + bare.size();
  }

  /** Nothing is left of it. */
  void forget(@Nullable Container sandbox) {
    if (sandbox != null) {
      plugged.remove(Instance.of(sandbox));
      bare.remove(Instance.of(sandbox));
    }
  }

  private static Network network(Pod pod, Desire desire) {
    Network wanted = desire.networks().get(pod.getNetworkId());
    if (wanted == null) {
      throw new EngineException("This node was not told of the pod's network.");
    }
    return wanted;
  }
}
