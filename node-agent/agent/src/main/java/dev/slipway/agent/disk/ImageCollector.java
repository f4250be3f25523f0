package dev.slipway.agent.disk;

import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.StoreEngine;
import dev.slipway.agent.engine.Stored;
import dev.slipway.agent.engine.StoredImage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes images until there is room. */
final class ImageCollector {
  private static final Logger log = LoggerFactory.getLogger(ImageCollector.class);

  /** Sandboxes are made from it at any moment, and it is a few hundred bytes. */
  private static final String SANDBOX = "slipway/sandbox:";

  private final StoreEngine store;
  private final ImageEngine images;
  private final ImageLeases leases;
  private final InstantSource clock;

  ImageCollector(StoreEngine store, ImageEngine images, ImageLeases leases, InstantSource clock) {
    this.store = store;
    this.images = images;
    this.leases = leases;
    this.clock = clock;
  }

  /** How much has to go, by what is there; 0: nothing. */
  interface Need {
    long bytes(Stored stored);
  }

  /**
   * @param kept asked anew before each removal
   * @param registry host of the built-in registry: what comes from there is ours, also when this
   *     agent does not remember it
   * @return what was removed
   */
  List<StoredImage> collect(Stored first, Need need, Supplier<Set<String>> kept, String registry) {
    var removed = new ArrayList<StoredImage>();
    Stored stored = first;
    while (need.bytes(stored) > 0) {
      List<ImageChoice.Candidate> candidates =
          ImageChoice.candidates(
              stored, image -> lastUse(image, registry), kept.get(), clock.instant());
      int before = removed.size();
      for (var candidate : ImageChoice.enough(candidates, need.bytes(stored))) {
        if (remove(candidate.image(), kept)) {
          removed.add(candidate.image());
        }
      }
      if (removed.size() == before) {
        // All that is left is needed; what was held this time is looked at the next.
        break;
      }
      stored = store.stored();
    }
    return removed;
  }

  Optional<Instant> lastUse(StoredImage image, String registry) {
    if (image.names().stream().anyMatch(name -> name.startsWith(SANDBOX))) {
      return Optional.empty();
    }
    Optional<Instant> used = leases.journal().lastUse(image);
    boolean fromHere =
        !registry.isEmpty()
            && image.names().stream().anyMatch(name -> name.startsWith(registry + "/"));
    return used.isEmpty() && fromHere ? Optional.of(image.made()) : used;
  }

  private boolean remove(StoredImage image, Supplier<Set<String>> kept) {
    boolean free =
        leases.remove(
            image,
            () -> !ImageChoice.isKept(image, kept.get()),
            () -> image.names().forEach(images::removeImage));
    boolean gone = free && images.image(image.id()).isEmpty();
    if (gone) {
      log.info("Removed the image {}", image.names());
    }
    return gone;
  }
}
