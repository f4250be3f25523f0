package dev.slipway.agent.disk;

import dev.slipway.agent.engine.StoredImage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Who needs an image holds it, from before asking whether it is there until a container is made of
 * it; what is held is not removed. Whoever wants an image that is on its way out waits until it is
 * gone, and fetches it again.
 */
public final class ImageLeases {
  private final ImageJournal journal;
  private final InstantSource clock;
  private final Map<String, Integer> held = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();

  /**
   * @param state folder in which is kept when each image was used
   */
  public ImageLeases(Path state, InstantSource clock) {
    this.journal = new ImageJournal(state);
    this.clock = clock;
  }

  /** To be closed when the image is not needed any more, or a container needs it. */
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits while one of them is being removed, which takes as long as the engine needs. */
  public Lease hold(Collection<String> references) throws InterruptedException {
    List<String> names = references.stream().map(ImageNames::plain).distinct().toList();
    synchronized (this) {
      while (names.stream().anyMatch(leaving::contains)) {
        wait();
      }
      names.forEach(name -> held.merge(name, 1, Integer::sum));
    }
    journal.used(names, clock.instant());
    return () -> release(names);
  }

  private void release(List<String> names) {
    journal.used(names, clock.instant());
    synchronized (this) {
      names.forEach(
          name -> held.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1));
    }
  }

  /**
   * Removes the image unless it is held; nobody begins to use it meanwhile.
   *
   * @param unused asked when nobody can begin to use it any more
   */
  boolean remove(StoredImage image, BooleanSupplier unused, Runnable removal) {
    List<String> names = image.names().stream().map(ImageNames::plain).toList();
    synchronized (this) {
      if (names.stream().anyMatch(held::containsKey)) {
        return false;
      }
      leaving.addAll(names);
    }
    try {
      if (!unused.getAsBoolean()) {
        return false;
      }
      removal.run();
      return true;
    } finally {
      synchronized (this) {
        names.forEach(leaving::remove);
        notifyAll();
      }
    }
  }

  ImageJournal journal() {
    return journal;
  }
}
