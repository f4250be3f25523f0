import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Thousands of nodes in one process: each with an identity and a connection of its own, none with an engine. Does
 * what it reads, a line each, and answers with a line.
 *
 * <pre>
 * join PORT TOKENS  a node for each line of the file; answers with the seconds
 * begin PORT        all of them connect, in the same moment
 * settled PODS S    waits at most so many seconds until all are connected and have confirmed what they should have,
 *                   so many pods together; answers with the seconds since the last begin, drop or mark
 * mark              time counts from here
 * drop              all connections break, in the same moment
 * probe URL TOKEN   asks the address ten times a second from now on
 * probed            answers with how often it answered, the 99th percentile in milliseconds, and failures
 * seen DEPLOYMENT   how many of its pods their nodes were told of; 50th and 99th percentile of how long after the
 *                   pod was thought of, in milliseconds
 * told              bytes and messages about desired sets since the last told
 * </pre>
 */
public final class SimulatedNodes {
  private static final int AT_ONCE = 16;

  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Sightings sightings = new Sightings();
  private Probe probe = new Probe();
  private long marked;

  public static void main(String[] arguments) throws Exception {
    var all = new SimulatedNodes();
    var lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(all.obey(line.split(" ", -1)));
    }
    System.exit(0);
  }

  private String obey(String[] words) throws Exception {
    return switch (words[0]) {
      case "join" -> join(Integer.parseInt(words[1]), Files.readAllLines(Path.of(words[2])));
      case "begin" -> {
        marked = System.nanoTime();
        nodes.forEach(node -> node.begin(Integer.parseInt(words[1])));
        yield "ok";
      }
      case "mark" -> {
        marked = System.nanoTime();
        nodes.forEach(SimulatedNode::forget);
        yield "ok";
      }
      case "drop" -> {
        marked = System.nanoTime();
        nodes.forEach(SimulatedNode::forget);
        nodes.forEach(SimulatedNode::drop);
        yield "ok";
      }
      case "settled" -> settled(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "probe" -> {
        probe = new Probe();
        probe.begin(words[1], words[2]);
        yield "ok";
      }
      case "probed" -> probe.end();
      case "seen" -> sightings.of(words[1]);
      case "told" -> sightings.told();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String join(int port, List<String> tokens) throws Exception {
    long began = System.nanoTime();
    var turns = new Semaphore(AT_ONCE);
    List<Future<Identity>> joining = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tokens.size(); i++) {
        String token = tokens.get(i);
        String name = "sim-" + (i + 1);
        joining.add(
            threads.submit(() -> {
              turns.acquire();
              try {
                return Identity.join(port, token, name);
              } finally {
                turns.release();
              }
            }));
      }
    }
    for (Future<Identity> one : joining) {
      nodes.add(new SimulatedNode(one.get(), sightings));
    }
    return seconds(System.nanoTime() - began);
  }

  private String settled(int pods, int patience) throws InterruptedException {
    while (true) {
      long settled = nodes.stream().filter(SimulatedNode::settled).count();
      long known = nodes.stream().mapToInt(SimulatedNode::pods).sum();
      long took = System.nanoTime() - marked;
      if (settled == nodes.size() && known >= pods) {
        return seconds(took);
      }
      if (took > patience * 1_000_000_000L) {
        return "never: %d of %d nodes are settled, with %d of %d pods"
            .formatted(settled, nodes.size(), known, pods);
      }
      Thread.sleep(20);
    }
  }

  private static String seconds(long nanos) {
    return "%.1f".formatted(nanos / 1e9);
  }
}
