package dev.slipway.backend.scheduling;

import org.springframework.stereotype.Service;

/** Hands out snapshots of the cluster to place pods on. */
@Service
public class Scheduler {
  private final ClusterRepository cluster;

  Scheduler(ClusterRepository cluster) {
    this.cluster = cluster;
  }

  /**
   * Needs a transaction around it; only the leader places pods, so nothing else books meanwhile.
   */
  public Cluster snapshot() {
    return cluster.current();
  }
}
