package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable as it is kept.
 *
 * @param label names of the place, for sentences
 * @param kept null where values are not of interest
 * @param refs null when the value is taken as it stands
 */
record Variable(
    Path path,
    String label,
    String key,
    boolean secret,
    @Nullable Kept kept,
    @Nullable List<String> refs,
    Instant updatedAt,
    @Nullable String updatedBy) {

  ConfigLevel level() {
    return path.level();
  }

  boolean refers() {
    return refs != null && !refs.isEmpty();
  }

  List<Reference> references() {
    return refs == null ? List.of() : refs.stream().map(Reference::parse).toList();
  }

  /** As a person writes and reads it; null for a secret. */
  @Nullable String written() {
    if (!(kept instanceof Kept.Plain(var text))) {
      return null;
    }
    return refs == null ? Template.escaped(text) : text;
  }

  /** For what it is encrypted: it decrypts for nothing else. */
  String context() {
    return context(path, key);
  }

  static String context(Path path, String key) {
    return "%s/%s/%s".formatted(Reference.word(path.level()), path.place(), key);
  }

  @Override
  public String toString() {
    return key + " of " + label;
  }
}
