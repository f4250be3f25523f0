package dev.slipway.backend.workloads;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.backend.kernel.Problem;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a source leaves out: from JSON a field that must be there may be missing all the
 * same.
 */
final class SourceDefaults {
  private SourceDefaults() {}

  static AppSource complete(@Nullable AppSource source) {
    AppSource usual = AppSource.pushed();
    if (source == null) {
      return usual;
    }
    return new AppSource(
        filled(source.url()),
        requireNonNullElse(source.branch(), usual.branch()),
        requireNonNullElse(source.folder(), usual.folder()),
        requireNonNullElse(source.dockerfile(), usual.dockerfile()),
        filled(source.target()),
        arguments(requireNonNullElse(source.args(), usual.args())),
        source.image() == null ? null : image(source.image()),
        filled(source.publish()),
        source.credential(),
        source.autoDeploy());
  }

  private static ImageSource image(ImageSource image) {
    return new ImageSource(
        requireNonNullElse(image.repository(), "").strip(),
        requireNonNullElse(image.tag(), "latest").strip());
  }

  private static Map<String, String> arguments(Map<String, String> args) {
    if (args.values().stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("A build argument has no value. Leave it out, or give it one.");
    }
    return args;
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
