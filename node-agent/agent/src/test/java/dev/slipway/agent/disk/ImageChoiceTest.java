package dev.slipway.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.disk.ImageChoice.Candidate;
import dev.slipway.agent.engine.Stored;
import dev.slipway.agent.engine.StoredContainer;
import dev.slipway.agent.engine.StoredImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageChoiceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final long MIB = 1 << 20;

  private final Map<String, Instant> uses = new HashMap<>();

  private StoredImage image(String name, long own, Duration unused) {
    uses.put("id-" + name, NOW.minus(unused));
    return new StoredImage("id-" + name, List.of(name + ":1"), own, own, NOW);
  }

  private List<String> chosen(Stored stored, Set<String> kept, long bytes) {
    List<Candidate> candidates =
        ImageChoice.candidates(
            stored, image -> Optional.ofNullable(uses.get(image.id())), kept, NOW);
    return ImageChoice.enough(candidates, bytes).stream()
        .map(candidate -> candidate.image().names().getFirst())
        .toList();
  }

  private static Stored stored(StoredImage... images) {
    return new Stored(0, 0, List.of(images), List.of());
  }

  @Test
  void whatWasUsedLeastRecentlyGoesFirstAndNoMoreThanNeeded() {
    Stored stored =
        stored(
            image("new", 10 * MIB, Duration.ofHours(1)),
            image("oldest", 10 * MIB, Duration.ofDays(9)),
            image("older", 10 * MIB, Duration.ofDays(2)));
    assertThat(chosen(stored, Set.of(), 1)).containsExactly("oldest:1");
    assertThat(chosen(stored, Set.of(), 11 * MIB)).containsExactly("oldest:1", "older:1");
  }

  @Test
  void whatIsNeededStays() {
    StoredImage used = image("used", MIB, Duration.ofDays(9));
    StoredImage desired = image("desired", MIB, Duration.ofDays(9));
    StoredImage recent = image("recent", MIB, Duration.ofSeconds(100));
    var foreign = new StoredImage("id-foreign", List.of("foreign:1"), MIB, MIB, NOW);
    var unnamed = new StoredImage("id-unnamed", List.of(), MIB, MIB, NOW);
    uses.put("id-unnamed", Instant.EPOCH);
    var stored =
        new Stored(
            0,
            0,
            List.of(used, desired, recent, foreign, unnamed),
            List.of(new StoredContainer(used.id(), Map.of(), 0)));
    assertThat(chosen(stored, Set.of("desired:1"), Long.MAX_VALUE)).isEmpty();
  }

  /**
   * Whatever there is: nothing needed goes, the order is that of use, and the last one was needed.
   */
  @Test
  void holdsForAnything() {
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var images = new ArrayList<StoredImage>();
      var kept = new HashSet<String>();
      var containers = new ArrayList<StoredContainer>();
      for (int i = 0; i < random.nextInt(30); i++) {
        StoredImage image =
            image("i" + i, random.nextInt(100) * MIB, Duration.ofMinutes(random.nextInt(10_000)));
        images.add(image);
        if (random.nextInt(4) == 0) {
          kept.add(image.names().getFirst());
        }
        if (random.nextInt(4) == 0) {
          containers.add(new StoredContainer(image.id(), Map.of(), 0));
        }
      }
      long bytes = random.nextInt(300) * MIB;
      List<Candidate> candidates =
          ImageChoice.candidates(
              new Stored(0, 0, images, containers),
              image -> Optional.ofNullable(uses.get(image.id())),
              kept,
              NOW);
      List<Candidate> chosen = ImageChoice.enough(candidates, bytes);
      assertThat(chosen).as("seed " + seed).isEqualTo(candidates.subList(0, chosen.size()));
      assertThat(chosen).extracting(Candidate::lastUse).isSorted();
      assertThat(chosen)
          .noneMatch(one -> kept.contains(one.image().names().getFirst()))
          .noneMatch(
              one -> containers.stream().anyMatch(c -> c.imageId().equals(one.image().id())));
      long butLast =
          chosen.stream()
              .limit(Math.max(0, chosen.size() - 1))
              .mapToLong(c -> c.image().ownBytes())
              .sum();
      assertThat(chosen.isEmpty() || butLast < bytes).isTrue();
    }
  }
}
