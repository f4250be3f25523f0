package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.UUID;

/** All filters together for one node, with what is booked right now. */
final class Fit {
  private Fit() {}

  /** The kind has to be refreshed. */
  static boolean takes(Fleet fleet, Kind kind, int node, List<UUID> volumes) {
    return fleet.room.fits(node, kind.shape.requests())
        && Filters.unevenAt(kind, node, Filters.most(kind)) < 0
        && Filters.farAt(kind, node, Filters.isFirst(kind)) < 0
        && Filters.nearAt(kind, node) == null
        && fleet.homes(volumes, fleet.node(node).id());
  }

  /** A daemon's pod: only whether there is room. */
  static boolean takesDaemon(Fleet fleet, Kind kind, int node) {
    return fleet.room.fits(node, kind.shape.requests());
  }
}
