package dev.slipway.backend.agents;

import dev.slipway.backend.disks.DiskProperties;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.protocol.DiskRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
  private Map<NodeId, DiskRules> known = Map.of();
  private long knownSince;

  NodeDiskRules(KeptImageRepository images, DiskProperties limits, PlatformProperties platform) {
    this.images = images;
    this.limits = limits;
    this.platform = platform;
  }

  /** Inside the caller's transaction. */
  synchronized Map<NodeId, DiskRules> of(Set<NodeId> nodes) {
    boolean old = System.nanoTime() - knownSince > FRESH.toNanos();
    if (!nodes.isEmpty() && (old || !known.keySet().containsAll(nodes))) {
      known = lookUp(nodes);
      knownSince = System.nanoTime();
    }
    return known;
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
