package dev.slipway.agent.disk;

import dev.slipway.agent.engine.Stored;
import dev.slipway.agent.engine.StoredContainer;
import dev.slipway.agent.engine.StoredImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which images go when room is needed: those used least recently, of what Slipway fetched or made,
 * that no container, no desired pod and no rollback needs.
 */
final class ImageChoice {
  /** What was used so recently is perhaps about to be used again. */
  static final Duration RECENT = Duration.ofMinutes(2);

  static final int AT_ONCE = 4;

  private ImageChoice() {}

  /** An image that may go. */
  record Candidate(StoredImage image, Instant lastUse) {}

  /**
   * @param lastUse empty for what is not ours
   * @param kept names of images that stay, in one spelling
   */
  static List<Candidate> candidates(
      Stored stored,
      Function<StoredImage, Optional<Instant>> lastUse,
      Set<String> kept,
      Instant now) {
    Set<String> inContainers =
        stored.containers().stream().map(StoredContainer::imageId).collect(Collectors.toSet());
    return stored.images().stream()
        .filter(image -> !inContainers.contains(image.id()) && !isKept(image, kept))
        .flatMap(image -> lastUse.apply(image).map(at -> new Candidate(image, at)).stream())
        .filter(candidate -> candidate.lastUse().isBefore(now.minus(RECENT)))
        .sorted(Comparator.comparing(Candidate::lastUse).thenComparing(one -> one.image().id()))
        .toList();
  }

  static boolean isKept(StoredImage image, Set<String> kept) {
    // One without a name cannot be removed by it, and by its id another one might go.
    return image.names().isEmpty()
        || image.names().stream().map(ImageNames::plain).anyMatch(kept::contains);
  }

  /**
   * The first few of them, no more than free this much by themselves. Layers they share with each
   * other come on top: whoever removes them looks again afterwards.
   */
  static List<Candidate> enough(List<Candidate> candidates, long bytes) {
    var chosen = new ArrayList<Candidate>();
    long freed = 0;
    for (Candidate candidate : candidates) {
      if (freed >= bytes || chosen.size() == AT_ONCE) {
        break;
      }
      chosen.add(candidate);
      freed += candidate.image().ownBytes();
    }
    return chosen;
  }
}
