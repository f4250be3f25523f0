package dev.slipway.api.apps;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image somebody else builds.
 *
 * @param repository name without a tag, such as {@code ghcr.io/team/web}; one of the built-in
 *     registry begins with its host and has the project in it
 * @param tag the tag that runs, or a pattern such as {@code v1.*} of those whose push deploys
 */
public record ImageSource(String repository, String tag) {
  /** The tag may be left out. */
  public ImageSource(String repository, @Nullable String tag) {
    this.repository = repository;
    this.tag = Objects.requireNonNullElse(tag, "latest");
  }
}
