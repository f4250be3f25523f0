package dev.slipway.agent.disk;

import dev.slipway.agent.engine.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When images were used last, by their names and ids; the engine does not know. Lost, everything
 * counts as used when it was made: the order suffers, nothing else does.
 */
final class ImageJournal {
  private static final Logger log = LoggerFactory.getLogger(ImageJournal.class);

  private final Path file;
  private final Map<String, Instant> uses = new HashMap<>();
  private boolean changed;

  ImageJournal(Path state) {
    this.file = state.resolve("images.used");
    load();
  }

  private void load() {
    try {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split(" ", 2);
        uses.put(fields[1], Instant.ofEpochMilli(Long.parseLong(fields[0])));
      }
    } catch (NoSuchFileException _) {
      // A new node.
    } catch (IOException | RuntimeException e) {
      log.warn("It is not known when images were used: {} cannot be read: {}", file, e.toString());
    }
  }

  synchronized void used(Collection<String> names, Instant now) {
    names.forEach(name -> uses.put(name, now));
    changed |= !names.isEmpty();
  }

  /** Empty: Slipway never had anything to do with it. */
  synchronized Optional<Instant> lastUse(StoredImage image) {
    return keys(image)
        .flatMap(key -> Optional.ofNullable(uses.get(key)).stream())
        .max(Instant::compareTo);
  }

  private static Stream<String> keys(StoredImage image) {
    return Stream.concat(Stream.of(image.id()), image.names().stream().map(ImageNames::plain));
  }

  /** Writes it down, without what was used before then and is not there any more. */
  synchronized void save(Collection<StoredImage> there, Instant forgotten) throws IOException {
    Set<String> kept =
        there.stream().flatMap(ImageJournal::keys).collect(java.util.stream.Collectors.toSet());
    changed |=
        uses.entrySet()
            .removeIf(use -> !kept.contains(use.getKey()) && use.getValue().isBefore(forgotten));
    if (!changed) {
      return;
    }
    var text = new StringBuilder();
    uses.forEach(
        (name, at) -> text.append(at.toEpochMilli()).append(' ').append(name).append('\n'));
    Path next = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    changed = false;
  }
}
