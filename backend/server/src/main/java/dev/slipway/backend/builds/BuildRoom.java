package dev.slipway.backend.builds;

import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.builds.BuildRoomRepository.BuildNode;
import dev.slipway.backend.disks.DiskProperties;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Why a queued build has not begun. */
@Service
public class BuildRoom {
  private final BuildRoomRepository nodes;
  private final DiskProperties disks;

  BuildRoom(BuildRoomRepository nodes, DiskProperties disks) {
    this.nodes = nodes;
    this.disks = disks;
  }

  /** The same build; one that waits says for what. Inside the caller's transaction. */
  public BuildView explained(BuildView build) {
    if (build.state() != BuildView.State.QUEUED || build.existing()) {
      return build;
    }
    return reason(nodes.builders(), disks.buildLimit()).map(build::waitingFor).orElse(build);
  }

  /** Empty: it waits for its turn. */
  static Optional<String> reason(List<BuildNode> builders, int mostPercent) {
    if (builders.isEmpty()) {
      return Optional.of(
          "Waits for a node: none that builds is connected and takes new work. Ask an operator to look at the nodes.");
    }
    if (builders.stream().anyMatch(node -> node.percent() < mostPercent)) {
      return Optional.empty();
    }
    return Optional.of(
        ("Waits for room: builds stop when a node's disk is %d %% full, and every node that builds is. It begins by"
                + " itself once an operator has freed some space or added a node.")
            .formatted(mostPercent));
  }
}
