package dev.slipway.agent.builds;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses builds before the disk they share with running apps is full. */
final class DiskGuard {
  private static final int MOST_PERCENT = 85;

  private final List<Path> folders;

  DiskGuard(List<Path> folders) {
    this.folders = folders;
  }

  void check() throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder)) {
        FileStore disk = Files.getFileStore(folder);
        check(disk.getTotalSpace(), disk.getUnallocatedSpace());
      }
    }
  }

  static void check(long total, long free) {
    long percent = total == 0 ? 0 : (total - free) * 100 / total;
    if (percent >= MOST_PERCENT) {
      throw new BuildFailed(
          Failure.DISK_LOW,
          "The node's disk is %d %% full, and builds stop at %d %%: free some space, or build on another node."
              .formatted(percent, MOST_PERCENT));
    }
  }
}
