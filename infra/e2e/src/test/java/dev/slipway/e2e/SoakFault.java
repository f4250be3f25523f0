package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.LAB;

import java.util.List;
import java.util.Random;

/**
 * What can happen in the lab, and how it ends.
 *
 * @param end empty: by itself
 */
record SoakFault(List<String> begin, List<String> end) {
  static SoakFault any(Random random) {
    String node = LAB.nodes().get(random.nextInt(LAB.nodes().size()));
    String plane = LAB.planes().get(random.nextInt(LAB.planes().size()));
    return switch (random.nextInt(18)) {
      case 0 -> until(List.of("kill", node), "start", node);
      case 1 -> of("kill", node, "agent");
      case 2 -> of("kill", node, "engine");
      case 3 -> of("kill", node, "haproxy");
      case 4 -> until(List.of("cut", node, "all"), "heal", node);
      case 5 -> until(List.of("cut", node, "in"), "heal", node);
      case 6 -> until(List.of("cut", node, "out"), "heal", node);
      case 7 -> until(List.of("cut", node, "control"), "heal", node);
      case 8 -> until(List.of("slow", node, "2mbit"), "heal", node);
      case 9 -> until(List.of("pause", node), "resume", node);
      case 10 -> until(List.of("pause", node, "agent"), "resume", node, "agent");
      case 11 -> until(List.of("pause", node, "engine"), "resume", node, "engine");
      case 12 -> until(List.of("fill", node, "0"), "free", node);
      case 13 -> until(List.of("clone", node, after(node)), "unclone", after(node));
      case 14 -> of("kill", plane);
      case 15 -> until(List.of("pause", plane), "resume", plane);
      case 16 -> until(List.of("stop", "postgres"), "start", "postgres");
      default -> of("kill", random.nextBoolean() ? "postgres" : "registry");
    };
  }

  private static SoakFault of(String... begin) {
    return new SoakFault(List.of(begin), List.of());
  }

  private static SoakFault until(List<String> begin, String... end) {
    return new SoakFault(begin, List.of(end));
  }

  private static String after(String node) {
    List<String> nodes = LAB.nodes();
    return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
  }
}
