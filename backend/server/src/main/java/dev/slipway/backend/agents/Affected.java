package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Whom changes of a picture concern, noted as they happen. */
final class Affected {
  final Set<NodeId> nodes = new HashSet<>();

  /** All nodes with pods of them. */
  final Set<UUID> environments = new HashSet<>();

  /** Whose endpoints are others, or were written down as such. */
  final Set<UUID> apps = new HashSet<>();

  boolean ingresses;
  boolean everybody;
}
