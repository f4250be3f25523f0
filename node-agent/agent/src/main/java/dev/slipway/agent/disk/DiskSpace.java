package dev.slipway.agent.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full a disk is.
 *
 * @param total in bytes
 * @param free bytes that programs may still write; what is reserved for the system is not free
 */
public record DiskSpace(long total, long free) {
  public static DiskSpace of(Path folder) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    return new DiskSpace(disk.getTotalSpace(), disk.getUsableSpace());
  }

  public int percent() {
    return total <= 0 ? 0 : (int) ((total - free) * 100 / total);
  }

  /** What has to go until at most this share is used; 0 when it is so. */
  long beyond(int percent) {
    return Math.max(0, total - free - total / 100 * percent);
  }
}
