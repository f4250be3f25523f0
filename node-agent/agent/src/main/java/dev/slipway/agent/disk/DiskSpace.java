package dev.slipway.agent.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How full a disk is.
 *
 * @param total in bytes
 * @param free bytes that programs may still write; what is reserved for the system is not free
 */
public record DiskSpace(long total, long free) {
  /**
   * Of the disk with that folder. Asked often, so not by its {@code FileStore}: that reads all of
   * the machine's mounts, of which each container has some.
   */
  public static DiskSpace of(Path folder) throws IOException {
    File file = folder.toFile();
    long total = file.getTotalSpace();
    if (total == 0) {
      throw new IOException("The disk with %s does not say how large it is.".formatted(folder));
    }
    return new DiskSpace(total, file.getUsableSpace());
  }

  public int percent() {
    return total <= 0 ? 0 : (int) ((total - free) * 100 / total);
  }

  /** What has to go until at most this share is used; 0 when it is so. */
  long beyond(int percent) {
    return Math.max(0, total - free - total / 100 * percent);
  }
}
