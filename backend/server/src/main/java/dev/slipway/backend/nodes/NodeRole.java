package dev.slipway.backend.nodes;

/** What a machine is used for. */
public enum NodeRole {
  /** Answers requests from outside. */
  INGRESS,
  /** Builds images. */
  BUILD,
  /** Runs pods. */
  WORKLOAD
}
