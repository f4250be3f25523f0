package dev.slipway.backend.agents;

import dev.slipway.backend.disks.DiskProperties;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.protocol.DiskRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What nodes are told of their disks. Looked up now and then: what pods need now their nodes keep
 * without being told.
 */
@Component
class NodeDiskRules {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final KeptImageRepository images;
  private final DiskProperties limits;
  private final PlatformProperties platform;
  private final Map<NodeId, Known> known = new HashMap<>();

  NodeDiskRules(KeptImageRepository images, DiskProperties limits, PlatformProperties platform) {
    this.images = images;
    this.limits = limits;
    this.platform = platform;
  }

  private record Known(DiskRules rules, long since) {}

  /** Inside the caller's transaction. */
  synchronized Map<NodeId, DiskRules> of(Set<NodeId> nodes) {
    long now = System.nanoTime();
    known.values().removeIf(one -> now - one.since() > FRESH.toNanos());
    var missing = new HashSet<>(nodes);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      lookUp(missing).forEach((node, rules) -> known.put(node, new Known(rules, now)));
    }
    var rules = new HashMap<NodeId, DiskRules>();
    for (NodeId node : nodes) {
      Known found = known.get(node);
      if (found != null) {
        rules.put(node, found.rules());
      }
    }
    return rules;
  }

  private Map<NodeId, DiskRules> lookUp(Set<NodeId> nodes) {
    var kept = new HashMap<NodeId, List<String>>();
    nodes.forEach(node -> kept.put(node, new ArrayList<>()));
    for (KeptImageRepository.Row row : images.kept(nodes, limits.keptReleases())) {
      kept.computeIfAbsent(row.node(), _ -> new ArrayList<>())
          .add(RevisionContents.image(platform, row.repository(), row.digest()));
    }
    var rules = new HashMap<NodeId, DiskRules>();
    kept.forEach((node, names) -> rules.put(node, limits.rules(names)));
    return rules;
  }
}
