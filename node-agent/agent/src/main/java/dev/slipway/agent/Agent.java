package dev.slipway.agent;

import dev.slipway.agent.builds.BuildSettings;
import dev.slipway.agent.builds.EngineBuildRunner;
import dev.slipway.agent.conditions.ConditionWatch;
import dev.slipway.agent.control.Applier;
import dev.slipway.agent.control.ControlLoop;
import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.DesiredStore;
import dev.slipway.agent.control.Dialer;
import dev.slipway.agent.control.IdentityStore;
import dev.slipway.agent.control.Membership;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.PrivateFiles;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.disk.DiskKeeper;
import dev.slipway.agent.disk.DiskSpace;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.disk.OwnSpace;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.git.Heads;
import dev.slipway.agent.git.OutboundGuard;
import dev.slipway.agent.ingress.HaproxyIngress;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.agent.logs.LogBudget;
import dev.slipway.agent.metrics.Cgroups;
import dev.slipway.agent.metrics.UsageWatch;
import dev.slipway.agent.network.NetworkSettings;
import dev.slipway.agent.network.NodeNetwork;
import dev.slipway.agent.pods.EngineWatch;
import dev.slipway.agent.pods.MemoryStore;
import dev.slipway.agent.pods.PodReconciler;
import dev.slipway.agent.pods.Spares;
import dev.slipway.agent.pods.Ticker;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.terminals.Terminals;
import dev.slipway.agent.volumes.NodeVolumes;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.agent.volumes.VolumeKeeper;
import dev.slipway.protocol.FromAgent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The agent's program on one page: reads its configuration, wires by hand, starts the loops. */
public final class Agent {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  /** An engine that takes longer is reported as one that is down. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

  private Agent() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    if (arguments.length > 0 && arguments[0].equals("--version")) {
      System.out.println("slipway-agent " + version());
      return;
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      var settings = AgentSettings.from(System.getenv());
      PrivateFiles.folder(settings.state());
      try (FileLock _ = lock(settings.state())) {
        log.info("Agent {} starts with {}", version(), settings.state());
        run(settings);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      log.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static FileLock lock(Path state) throws IOException {
    var channel =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      throw new IllegalStateException(
          "Another agent works with the folder %s: end that one first.".formatted(state));
    }
    return lock;
  }

  private static void run(AgentSettings settings) throws InterruptedException {
    var docker = DockerEngine.at(settings.dockerSocket());
    var leases = new ImageLeases(settings.state(), InstantSource.system());
    var outbox = new Outbox();
    var reports = new Reports(outbox);
    var exec = new LocalExec();
    var ingress =
        new HaproxyIngress(exec, settings.state().resolve("haproxy"), settings.appsPort());
    var network =
        new NodeNetwork(
            docker, exec, ingress, new NetworkSettings(settings.state(), settings.appsPort()));
    // Before anything else: no packet for a service address leaves the machine.
    network.start();
    var logs = new EngineLogPump(docker, settings.state().resolve("logs"), LogBudget.USUAL);
    var watch = new EngineWatch(docker);
    var disk =
        new DiskKeeper(
            docker.store(),
            docker.images(),
            logs,
            () -> DiskSpace.of(NodeView.disk(settings, watch)),
            leases,
            reports,
            InstantSource.system());
    var builds =
        new EngineBuildRunner(
            docker,
            docker.images(),
            leases,
            exec,
            new BuildSettings(
                settings.state().resolve("builds"), settings.cgroupParent(), disk::buildLimit),
            InstantSource.system(),
            report -> outbox.send(FromAgent.newBuilder().setBuild(report).build()));

    var logins = new PullLogins(outbox::send);
    var tokens = new TokenRequests(outbox::send);
    var volumes = NodeVolumes.in(settings.state().resolve("volumes"), exec);
    var mounts = PodMounts.in(settings.state(), volumes, tokens, exec, new Ticker());
    var keeper = new VolumeKeeper(volumes, mounts, docker, reports);
    var spares =
        new Spares(
            docker,
            docker.sandboxes(),
            docker.images(),
            () -> settings.spareSandboxes(watch.info()),
            new Ticker());
    var pods =
        new PodReconciler(
            docker,
            docker.images(),
            leases,
            logins,
            watch,
            network,
            mounts,
            logs,
            reports,
            new MemoryStore(settings.state()),
            spares,
            exec,
            new Ticker());
    Consumer<Desire> followers =
        desire -> {
          // First: from then on nothing is removed that the pods are going to need.
          disk.follow(desire);
          keeper.desire(desire);
          mounts.tokens().desire(desire);
          pods.desire(desire);
        };
    var applier = new Applier(new DesiredStore(settings.state()), network, followers, reports);
    var dialer = new Dialer(settings.controlPlane());
    var membership =
        new Membership(
            dialer,
            new IdentityStore(settings.state()),
            settings.nodeName(),
            settings.joinTokenFile(),
            InstantSource.system());
    var heads = new Heads(exec, OutboundGuard.usual(), settings.state().resolve("heads"));
    var terminals = new Terminals(docker);
    var conditions =
        new ConditionWatch(
            exec,
            () -> NodeView.disk(settings, watch),
            watch::isDown,
            () -> !network.works(),
            InstantSource.system());
    var control =
        new ControlLoop(
            dialer,
            membership,
            new NodeView(settings, watch, pods, conditions),
            applier,
            outbox,
            builds,
            heads,
            logs,
            logins,
            tokens,
            terminals,
            keeper::remove);

    applier.load();
    Thread.ofVirtual().name("terminals").start(terminals::sweep);
    Thread.ofVirtual().name("conditions").start(conditions::run);
    Thread.ofVirtual().name("pods").start(pods::run);
    Thread.ofVirtual().name("spares").start(spares::run);
    Thread.ofVirtual().name("applier").start(applier::run);
    Thread.ofVirtual().name("reports").start(reports::run);
    Thread.ofVirtual().name("volumes").start(keeper::run);
    Thread.ofVirtual().name("pod-tokens").start(mounts.tokens()::run);
    Thread.ofVirtual().name("disk").start(disk::run);
    Thread.ofVirtual().name("own-space").start(new OwnSpace(settings.state())::run);
    var usage = new UsageWatch(Cgroups.ofThisMachine(), pods::running, ingress::requests, reports);
    Thread.ofVirtual().name("usage").start(usage::run);
    Thread.ofVirtual().name("heap").start(HeapKeeper.ofThisProcess()::run);
    if (!pods.awaitFirstLook(FIRST_LOOK)) {
      log.warn("The container engine at {} does not answer yet", settings.dockerSocket());
    }
    control.run();
  }
}
