import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.ingress.HaproxyIngress;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.agent.logs.LogBudget;
import dev.slipway.agent.network.NetworkSettings;
import dev.slipway.agent.network.NodeNetwork;
import dev.slipway.agent.pods.EngineWatch;
import dev.slipway.agent.pods.MemoryStore;
import dev.slipway.agent.pods.PodReconciler;
import dev.slipway.agent.pods.Spares;
import dev.slipway.agent.pods.Ticker;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.volumes.NodeVolumes;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.StartStep;
import dev.slipway.protocol.Welcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Starts pods and plain containers by turns, so that both meet the same load of the machine. */
public final class Starts {
  private static final String IMAGE = "slipway-bench/start:1";
  private static final List<String> COMMAND = List.of("/busybox", "sleep", "10000");
  private static final String NETWORK = UUID.randomUUID().toString();

  /** As many as a machine with 16 GB keeps. */
  private static final int SPARES = Integer.getInteger("spares", 32);

  private final DockerEngine engine;
  private final PodReconciler pods;
  private final Map<StartStep.Kind, List<Long>> steps = new TreeMap<>();
  private long cpu;
  private int number;

  private Starts(Path socket, Path state) throws Exception {
    Files.createDirectories(state);
    engine = DockerEngine.at(socket);
    var exec = new LocalExec();
    var network =
        new NodeNetwork(
            engine,
            exec,
            new HaproxyIngress(exec, state.resolve("haproxy"), 80),
            new NetworkSettings(state, 80));
    var spares =
        new Spares(engine, engine.sandboxes(), engine.images(), () -> SPARES, new Ticker());
    pods =
        new PodReconciler(
            engine,
            engine.images(),
            new ImageLeases(state, new Ticker()),
            new PullLogins(_ -> false),
            new EngineWatch(engine),
            network,
            PodMounts.in(
                state,
                NodeVolumes.in(state.resolve("volumes"), exec),
                new TokenRequests(_ -> false),
                exec,
                new Ticker()),
            new EngineLogPump(engine, state.resolve("logs"), LogBudget.USUAL),
            new Reports(new Outbox()),
            new MemoryStore(state),
            spares,
            exec,
            new Ticker());
    Thread.ofVirtual().start(pods::run);
    Thread.ofVirtual().start(spares::run);
  }

  public static void main(String[] arguments) throws Exception {
    var starts = new Starts(Path.of(arguments[0]), Path.of(arguments[1]));
    double least = Double.parseDouble(arguments[2]);
    starts.round(8);
    starts.docker(8);
    System.out.println("load of the machine: " + Files.readString(Path.of("/proc/loadavg")).strip());
    boolean good = starts.compare(1, 16) >= least;
    good &= starts.compare(8, 4) >= least;
    good &= starts.compare(32, 2) >= least;
    System.exit(good ? 0 : 1);
  }

  /** How much faster pods start than plain containers. */
  private double compare(int atOnce, int rounds) throws Exception {
    var ours = new Times();
    var theirs = new Times();
    cpu = 0;
    steps.clear();
    for (int i = 0; i < rounds; i++) {
      theirs.add(docker(atOnce));
      ours.add(round(atOnce));
    }
    double ratio = ours.rate() / theirs.rate();
    System.out.printf("%2d at once: pods %s, docker run %s: %.2f times%n", atOnce, ours, theirs, ratio);
    System.out.printf("   the agent's own CPU for each %d ms; steps:%s%n", cpu / (atOnce * rounds), middles());
    return ratio;
  }

  /** Milliseconds of this process, which is the agent as well. */
  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /** Pods from nothing to running, each one's time in nanoseconds; the last is that of all. */
  private List<Long> round(int count) throws Exception {
    var told = new LinkedHashMap<String, Pod>();
    for (int i = 0; i < count; i++) {
      Pod pod = pod(number++);
      told.put(pod.getId(), pod);
    }
    while (engine.sandboxes().spares().size() < SPARES) {
      Thread.sleep(200);
    }
    long before = cpu();
    long began = System.nanoTime();
    desire(told);
    Map<String, Long> running = new HashMap<>();
    while (running.size() < count) {
      for (PodStatus status : pods.statuses()) {
        if (status.getPhase() == Phase.RUNNING) {
          if (running.putIfAbsent(status.getId(), System.nanoTime() - began) == null) {
            status.getStepsList().forEach(this::took);
          }
        }
      }
      Thread.sleep(2);
    }
    cpu += cpu() - before;
    desire(Map.of());
    while (!pods.statuses().isEmpty()) {
      Thread.sleep(20);
    }
    return running.values().stream().sorted().toList();
  }

  private void took(StartStep step) {
    steps
        .computeIfAbsent(step.getKind(), _ -> new ArrayList<>())
        .add(step.getEndedAtMillis() - step.getBegunAtMillis());
  }

  /** The middle time of each step of the pods' starts since this was asked the last time. */
  private String middles() {
    var text = new StringBuilder();
    steps.forEach((kind, times) -> {
      List<Long> sorted = times.stream().sorted().toList();
      text.append(
          " %s %d ms".formatted(kind.name().toLowerCase(), sorted.get(sorted.size() / 2)));
    });
    steps.clear();
    return text.toString();
  }

  private void desire(Map<String, Pod> told) {
    var network = Network.newBuilder().setId(NETWORK).setSubnet("10.212.0.0/20").build();
    pods.desire(new Desire(told, Map.of(NETWORK, network), Welcome.getDefaultInstance()));
  }

  private static Pod pod(int number) {
    return Pod.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setName("slp-bench-1-" + number)
        .setAppId("bench")
        .setIntent(Intent.RUN)
        .setNetworkId(NETWORK)
        .setAddress("10.212.%d.%d".formatted(1 + number / 250, 2 + number % 250))
        .setImage(IMAGE)
        .addAllCommand(COMMAND)
        .setCpuMillis(100)
        .setMemoryBytes(32 << 20)
        .setPids(32)
        .build();
  }

  /** The same for plain containers, by the command line as somebody would without a platform. */
  private List<Long> docker(int count) throws Exception {
    var times = new ArrayList<Long>();
    var ended = new CountDownLatch(count);
    var names = new ArrayList<String>();
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      String name = "slipway-bench-" + i;
      names.add(name);
      var command = new ArrayList<>(List.of("docker", "run", "-d", "--name", name, IMAGE));
      command.addAll(COMMAND);
      Thread.ofPlatform()
          .start(() -> {
            run(command);
            synchronized (times) {
              times.add(System.nanoTime() - began);
            }
            ended.countDown();
          });
    }
    ended.await();
    names.addAll(0, List.of("docker", "rm", "-f"));
    run(names);
    return times.stream().sorted().toList();
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of some rounds. */
  private static final class Times {
    private final List<Long> single = new ArrayList<>();
    private long whole;

    void add(List<Long> round) {
      single.addAll(round);
      whole += round.getLast();
    }

    double rate() {
      return single.size() * 1e9 / whole;
    }

    @Override
    public String toString() {
      List<Long> sorted = single.stream().sorted().toList();
      return "%.1f/s (p50 %d ms, p99 %d ms)"
          .formatted(rate(), at(sorted, 50), at(sorted, 99));
    }

    private static long at(List<Long> sorted, int percent) {
      return Duration.ofNanos(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)))
          .toMillis();
    }
  }
}
