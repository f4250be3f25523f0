package dev.slipway.agent.network;

import static java.util.stream.Collectors.toSet;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bridges by the engine, services by the packet filter, routes by the ingress. */
public final class NodeNetwork implements NetworkPlane, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeNetwork.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Asking for the rules begins a program, and the proxy has much to say: not every time. */
  private static final int CLOSELY = 3;

  private final ContainerEngine engine;
  private final Ingress ingress;
  private final ServiceRange range;
  private final PacketRules rules;
  private final Connections connections;
  private final BridgedTraffic bridged;
  private final PeerRoutes peers;
  private final Plugs plugs;
  private final Resolvers resolvers = new Resolvers();
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread looker = Thread.ofVirtual().name("network").unstarted(this::keepLooking);
  private volatile Set<String> wanted = Set.of();
  private volatile boolean told;
  private final Streak applied = new Streak();
  private final Streak looked = new Streak();

  /** What was wanted when nothing else stood; asking the engine every time is not for nothing. */
  private volatile @Nullable Set<String> settled;

  /**
   * @param settings where it keeps what it has to know at the next start, and the ingress' port
   */
  public NodeNetwork(ContainerEngine engine, Exec exec, Ingress ingress, NetworkSettings settings) {
    this.engine = engine;
    this.ingress = ingress;
    this.range = new ServiceRange(settings.state().resolve("service-range"));
    this.rules = new PacketRules(new Nft(exec), settings.ingressPort());
    this.connections = new Connections(exec);
    this.bridged = new BridgedTraffic(exec);
    this.peers = new PeerRoutes(exec);
    this.plugs = new Plugs(engine, exec);
  }

  /**
   * The first thing an agent does: from here on no packet for a service address leaves the machine,
   * whether the control plane can be reached or not. Rules that stand already go on working.
   */
  public void start() {
    inOrder(() -> {
      rules.guard(range.last());
      bridged.makeFiltered();
    });
    looker.start();
  }

  /**
   * False when packets likely do not go where they were told to: what was tried fails again and
   * again.
   */
  public boolean works() {
    return !applied.isBroken() && !looked.isBroken();
  }

  @Override
  public void apply(DesiredNetwork desired) {
    applied.count(() ->
        inOrder(() -> {
          range.remember(desired.serviceCidr());
          rules.apply(Rules.of(range.last(), desired));
          peers.apply(desired.peers());
          wanted =
              desired.networks().stream().map(n -> Bridge.of(n.getId()).network()).collect(toSet());
          told = true;
          ingress.apply(desired.routes());
        }));
  }

  @Override
  public String prepare(Network network) {
    var spec = Bridge.spec(network);
    engine.ensureNetwork(spec);
    // It may be of an environment that has gone meanwhile.
    settled = null;
    return spec.name();
  }

  @Override
  public boolean plugs() {
    return !nameservers().isEmpty() || resolvers.reachable();
  }

  @Override
  public boolean plugged(long pid, Pod pod) throws InterruptedException {
    return plugs.plugged(pid, pod);
  }

  @Override
  public void plug(long pid, Network network, Pod pod) throws InterruptedException {
    plugs.plug(pid, network, pod);
  }

  @Override
  public boolean idle(String podAddress) {
    try {
      return ingress.idle(podAddress);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void released(String podAddress) {
    inOrder(() -> connections.forget(podAddress));
  }

  @Override
  public List<String> nameservers() {
    return List.of();
  }

  @Override
  public void close() {
    looker.interrupt();
  }

  private void keepLooking() {
    for (int time = 1; !Thread.currentThread().isInterrupted(); time++) {
      boolean closely = time % CLOSELY == 0 || looked.isFailing();
      try {
        Thread.sleep(LOOK);
        looked.count(() -> inOrder(() -> look(closely)));
        removeUnwanted();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.warn("The network was not looked after this time: {}", e.getMessage());
      }
    }
  }

  private void look(boolean closely) throws InterruptedException {
    if (closely) {
      rules.look();
    }
    if (closely || ingress.startedAnew()) {
      ingress.look();
    }
  }

  /** Bridges of environments that are gone; those with containers in them wait for their end. */
  private void removeUnwanted() {
    Set<String> now = wanted;
    if (!told || now.equals(settled)) {
      return;
    }
    settled = now;
    try {
      for (String name : engine.networks()) {
        if (!now.contains(name) && !(plugs.unused(name) && engine.removeNetwork(name))) {
          settled = null;
        }
      }
    } catch (EngineException e) {
      settled = null;
      log.debug("Networks could not be removed yet: {}", e.getMessage());
    }
  }

  private void inOrder(Work work) {
    lock.lock();
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NetworkFailed("The change of the network was interrupted.", e);
    } finally {
      lock.unlock();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }
}
