package dev.slipway.agent.pods;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.agent.control.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is remembered of pods in one file. */
public final class MemoryStore {
  private static final Logger log = LoggerFactory.getLogger(MemoryStore.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;
  private final Deadlines deadlines;

  public MemoryStore(Path state) {
    this.file = state.resolve("pods.json");
    this.deadlines = new Deadlines(state.resolve("deadlines.json"));
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /** Nothing, when it cannot be read: counters begin anew, which harms nobody. */
  Map<String, PodMemory> load() {
    try {
      return JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (IOException e) {
      log.warn("What was remembered of pods in {} cannot be read", file, e);
      return Map.of();
    }
  }

  void save(Map<String, PodMemory> memories) {
    try {
      PrivateFiles.write(file, JSON.writeValueAsBytes(new TreeMap<>(memories)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
