package dev.slipway.agent.builds;

import dev.slipway.agent.disk.DiskSpace;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/** Refuses builds before the disk they share with running apps is full. */
final class DiskGuard {
  private final List<Path> folders;
  private final IntSupplier mostPercent;

  DiskGuard(List<Path> folders, IntSupplier mostPercent) {
    this.folders = folders;
    this.mostPercent = mostPercent;
  }

  void check() throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder)) {
        check(DiskSpace.of(folder), mostPercent.getAsInt());
      }
    }
  }

  static void check(DiskSpace space, int most) {
    int percent = space.percent();
    if (percent >= most) {
      throw new BuildFailed(
          Failure.DISK_LOW,
          "The node's disk is %d %% full, and builds stop at %d %%: free some space, or build on another node."
              .formatted(percent, most));
    }
  }
}
