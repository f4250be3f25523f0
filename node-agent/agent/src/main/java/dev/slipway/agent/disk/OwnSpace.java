package dev.slipway.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Space kept back for the agent's own few files: given up when others have filled the disk, so that
 * this node can still be told what to run and its ingress follows, or every deployment would wait
 * for it. Taken again when there is plenty.
 */
public final class OwnSpace {
  private static final Logger log = LoggerFactory.getLogger(OwnSpace.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** What the proxy's and the pods' files need, a hundred times over. */
  static final int BYTES = 16 << 20;

  private static final long SHORT = 4L << 20;
  private static final long PLENTY = 8L * BYTES;

  private final Path state;
  private final Path file;

  /**
   * @param state the folder of the agent's files
   */
  public OwnSpace(Path state) {
    this.state = state;
    this.file = state.resolve("kept-back");
  }

  /** Keeps it until interrupted. */
  public void run() {
    try {
      while (true) {
        turn();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() {
    try {
      look(DiskSpace.of(state).free());
    } catch (IOException e) {
      log.debug("No space is kept back: {}", e.toString());
    }
  }

  /**
   * @param free bytes
   */
  void look(long free) throws IOException {
    if (free < SHORT) {
      if (Files.deleteIfExists(file)) {
        log.warn("The disk is full; the agent goes on with the space it has kept back");
      }
    } else if (free > PLENTY && !Files.exists(file)) {
      take();
    }
  }

  private void take() throws IOException {
    try (var channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      // The JDK keeps memory of the same size for later writes.
      var zeros = ByteBuffer.allocate(64 << 10);
      for (int written = 0; written < BYTES; ) {
        written += channel.write(zeros.clear());
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
