package dev.slipway.backend.scheduling.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Nodes with names, and shapes of pods of two organizations. */
final class TestFleet {
  static final UUID ACME = new UUID(1, 1);
  static final UUID OTHERS = new UUID(1, 2);
  static final LabelSelector WEB = LabelSelector.of(Requirement.in("app", "web"));

  final Fleet fleet = new Fleet();
  final Chooser chooser = new Chooser(fleet);
  private int shapes;

  static UUID id(String node) {
    return UUID.nameUUIDFromBytes(node.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** With 4 cores, 8 GiB and room for 110 pods. */
  static NodeFacts facts(String name, String zone) {
    return facts(name, Map.of(NodeFacts.HOSTNAME, name, NodeFacts.ZONE, zone));
  }

  private static NodeFacts facts(String name, Map<String, String> labels) {
    return new NodeFacts(
        id(name),
        name,
        true,
        true,
        true,
        new Resources(4000, 8L << 30, 100L << 30, 110),
        labels,
        List.of(),
        Set.of());
  }

  TestFleet node(String name, String zone) {
    fleet.put(facts(name, zone));
    return this;
  }

  /** In no zone. */
  TestFleet node(String name) {
    fleet.put(facts(name, Map.of(NodeFacts.HOSTNAME, name)));
    return this;
  }

  /** One core and 1 GiB. */
  PodShape shape(String app) {
    return shape(ACME, app);
  }

  PodShape shape(UUID scope, String app) {
    return PodShape.of(
        new UUID(2, ++shapes), scope, Map.of("app", app), Resources.ofPod(1000, 1L << 30), 0);
  }

  /** Its node's name, or the sentence. */
  String place(PodShape shape) {
    return switch (chooser.place(shape, Map.of())) {
      case Choice.On on -> on.name();
      case Choice.Nowhere nowhere -> nowhere.sentence();
    };
  }

  /** How many of so many pods came to which node. */
  Map<String, Integer> place(PodShape shape, int times) {
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < times; i++) {
      counts.merge(place(shape), 1, Integer::sum);
    }
    return counts;
  }

  Map<Refusal, Integer> refusals(PodShape shape) {
    return chooser.place(shape, Map.of()) instanceof Choice.Nowhere nowhere
        ? nowhere.refusals()
        : Map.of();
  }
}
