import dev.slipway.agent.control.FakeControlPlane;
import dev.slipway.agent.control.TestAuthority;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.ToAgent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells an agent of pods and measures it when they run. */
public final class Many {
  private static final String NETWORK = "6f2c1d9e-0000-7000-8000-000000000001";
  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration WATCHED = Duration.ofSeconds(30);

  private final FakeControlPlane plane;
  private final Process agent;
  private final Map<String, PodStatus> statuses = new HashMap<>();
  private int generation = 1;

  private Many(String program, Path state) throws Exception {
    var authority = new TestAuthority();
    Files.writeString(state.resolve("agent-join-token"), authority.token());
    plane = new FakeControlPlane(authority, 0);
    // As the control plane asks for.
    plane.heartbeatMillis = 1000;
    plane.opening.add(desired(0));
    var builder = new ProcessBuilder(program, "agent");
    builder.environment().put("SLIPWAY_CONTROL_PLANE", "127.0.0.1:" + plane.port());
    File log = state.resolve("agent.log").toFile();
    agent = builder.redirectErrorStream(true).redirectOutput(log).start();
    Runtime.getRuntime().addShutdownHook(new Thread(agent::destroyForcibly));
  }

  public static void main(String[] arguments) throws Exception {
    var many = new Many(arguments[0], Path.of(arguments[1]));
    int pods = Integer.parseInt(arguments[2]);
    double first = many.megabytes(pods);
    double cpu = many.percent();
    double second = many.megabytes(2 * pods);
    double each = (second - first) / pods;
    System.out.printf(
        "agent with %d pods: %.1f MB RSS (at most %s), %.2f MB for each further one (at most %s), idle %.2f %% of one CPU (at most %s)%n",
        pods, first, arguments[3], each, arguments[4], cpu, arguments[5]);
    boolean good =
        first <= Double.parseDouble(arguments[3])
            && each <= Double.parseDouble(arguments[4])
            && cpu <= Double.parseDouble(arguments[5]);
    System.exit(good ? 0 : 1);
  }

  /** Resident with that many pods, when they have run for a while. */
  private double megabytes(int pods) throws Exception {
    ToAgent set = desired(pods);
    plane.opening.clear();
    plane.opening.add(set);
    plane.sayIfConnected(set);
    while (running() < pods) {
      if (!agent.isAlive()) {
        throw new IllegalStateException("The agent has ended: see its log.");
      }
      Thread.sleep(100);
    }
    Thread.sleep(SETTLED);
    String smaps = Files.readString(Path.of("/proc/" + agent.pid() + "/smaps_rollup"));
    return smaps
            .lines()
            .filter(line -> line.startsWith("Rss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024.0;
  }

  private long running() {
    for (FromAgent said = plane.heard.poll(); said != null; said = plane.heard.poll()) {
      said.getHello().getPodsList().forEach(status -> statuses.put(status.getId(), status));
      said.getReport().getPodsList().forEach(status -> statuses.put(status.getId(), status));
    }
    return statuses.values().stream().filter(one -> one.getPhase() == Phase.RUNNING).count();
  }

  private double percent() throws Exception {
    Duration before = used();
    Thread.sleep(WATCHED);
    return 100.0 * used().minus(before).toMillis() / WATCHED.toMillis();
  }

  private Duration used() {
    return agent.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private ToAgent desired(int pods) {
    var set = DesiredSet.newBuilder().setEpoch(1).setGeneration(generation++);
    set.addNetworks(Network.newBuilder().setId(NETWORK).setSubnet("10.212.0.0/20"));
    for (int i = 0; i < pods; i++) {
      set.addPods(pod(i));
    }
    return ToAgent.newBuilder().setComplete(set).build();
  }

  private static Pod pod(int i) {
    return Pod.newBuilder()
        .setId("6f2c1d9e-0000-7000-8000-%012x".formatted(i + 16))
        .setName("slp-many-1-" + i)
        .setAppId("many-" + i % 10)
        .setIntent(Intent.RUN)
        .setNetworkId(NETWORK)
        .setAddress("10.212.%d.%d".formatted(1 + i / 250, 2 + i % 250))
        .setImage("slipway-bench/start:1")
        .addAllCommand(List.of("/busybox", "sleep", "10000"))
        .setCpuMillis(100)
        .setMemoryBytes(32 << 20)
        .setPids(32)
        .build();
  }
}
