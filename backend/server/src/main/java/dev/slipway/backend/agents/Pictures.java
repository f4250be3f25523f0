package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.StormGuard;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Brings pictures up to date: a fixed number of queries for whatever is looked at. */
@org.springframework.stereotype.Service
class Pictures {
  private final PictureRepository tables;
  private final NodePartRepository parts;
  private final PodAssembly pods;
  private final ReachRepository reaches;
  private final RevisionContents revisions;
  private final StormGuard guard;
  private final NodeDiskRules disks;

  Pictures(
      PictureRepository tables,
      NodePartRepository parts,
      PodAssembly pods,
      ReachRepository reaches,
      RevisionContents revisions,
      StormGuard guard,
      NodeDiskRules disks) {
    this.tables = tables;
    this.parts = parts;
    this.pods = pods;
    this.reaches = reaches;
    this.revisions = revisions;
    this.guard = guard;
    this.disks = disks;
  }

  /** All parts of a new picture: once they are in it, it contains what was committed before. */
  @Transactional(readOnly = true)
  public Touched begin(Picture picture) {
    picture.contains(tables.horizon());
    return everything(picture);
  }

  /**
   * All parts there are, also those the picture has and should not have; and whether a storm is on.
   */
  @Transactional(readOnly = true)
  public Touched everything(Picture picture) {
    Touched all = Touched.nothing();
    all.nodes().addAll(tables.nodes());
    all.nodes().addAll(picture.nodes());
    all.apps().addAll(tables.apps());
    all.apps().addAll(picture.apps());
    revisions.keep(picture.revisions());
    picture.storm(guard.census().storm());
    return all;
  }

  /** The same in nodes and apps alone, and what is touched by what became of the machines. */
  @Transactional(readOnly = true)
  public Touched resolve(Picture picture, Touched touched) {
    Touched resolved = Touched.nodes(touched.nodes());
    resolved.apps().addAll(touched.apps());
    touched.pods().stream()
        .map(picture::home)
        .filter(Objects::nonNull)
        .forEach(resolved.nodes()::add);
    resolved.nodes().addAll(tables.nodesOfPods(touched.pods()));
    resolved.nodes().addAll(tables.nodesOfVolumes(touched.volumes()));
    resolved.nodes().addAll(tables.nodesOfEnvironments(touched.environments()));
    boolean storm = guard.census().storm();
    if (storm != picture.storm()) {
      picture.storm(storm);
      resolved.apps().addAll(picture.apps());
    }
    resolved.apps().addAll(tables.servedBy(turned(picture, touched.nodes())));
    return resolved;
  }

  /** Nodes that answer and did not before, or the other way round. */
  private Set<NodeId> turned(Picture picture, Set<NodeId> nodes) {
    var turned = new HashSet<NodeId>();
    if (!nodes.isEmpty()) {
      Map<NodeId, Machine> machines = tables.machines(nodes);
      for (NodeId node : nodes) {
        Machine machine = machines.get(node);
        if (picture.isReady(node) != (machine != null && machine.ready())) {
          turned.add(node);
        }
      }
    }
    return turned;
  }

  /**
   * Looks at these nodes and apps.
   *
   * @param connected nodes whose pods are of interest
   */
  // One snapshot for all queries: an endpoint and the state of its pod belong together.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public void refresh(Picture picture, Set<NodeId> nodes, Set<UUID> apps, Set<NodeId> connected) {
    picture.leadership(tables.epoch());
    if (!nodes.isEmpty()) {
      nodes(picture, nodes, connected);
    }
    if (!apps.isEmpty()) {
      Map<UUID, Reach> found = reaches.find(apps, picture.storm());
      apps.forEach(app -> picture.app(app, found.getOrDefault(app, Reach.NONE)));
    }
  }

  private void nodes(Picture picture, Set<NodeId> nodes, Set<NodeId> connected) {
    Map<NodeId, Machine> machines = tables.machines(nodes);
    nodes.forEach(node -> picture.machine(node, machines.get(node)));
    Set<NodeId> there = machines.keySet();
    Map<NodeId, Map<String, Network>> networks = parts.networks(there);
    there.forEach(node -> picture.networks(node, networks.getOrDefault(node, Map.of())));
    var here = new HashSet<>(there);
    here.retainAll(connected);
    if (!here.isEmpty()) {
      Map<NodeId, Map<String, Pod>> found = pods.pods(here);
      here.forEach(node -> picture.pods(node, found.getOrDefault(node, Map.of())));
      Map<NodeId, DiskRules> rules = disks.of(here);
      rules.forEach(picture::disk);
    }
  }

  /** Never the same twice, and always more than before, whichever replica asks. */
  @Transactional
  public long nextGeneration() {
    return tables.nextGeneration();
  }
}
