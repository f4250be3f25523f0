package dev.slipway.agent.pods;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.agent.control.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when each app has to end that has begun to; written down before anything is done about it,
 * so that an agent that starts anew gives nobody its time a second time.
 */
final class Deadlines {
  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration KEPT = Duration.ofHours(1);

  private final Path file;
  private final Map<String, Long> millis;

  Deadlines(Path file) {
    this.file = file;
    this.millis = new TreeMap<>(load(file));
  }

  /** None, when they cannot be read: an app gets its time once more, which harms nobody. */
  private static Map<String, Long> load(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (IOException e) {
      log.warn("The deadlines of pods in {} cannot be read", file, e);
      return Map.of();
    }
  }

  /**
   * What was written down for this run of an app, or else what is from now on.
   *
   * @param instance see {@link Instance}
   */
  synchronized Instant of(String instance, Instant first, Instant now) {
    Long known = millis.get(instance);
    if (known != null) {
      return Instant.ofEpochMilli(known);
    }
    millis.values().removeIf(old -> old < now.minus(KEPT).toEpochMilli());
    millis.put(instance, first.toEpochMilli());
    try {
      PrivateFiles.write(file, JSON.writeValueAsBytes(millis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return first;
  }
}
