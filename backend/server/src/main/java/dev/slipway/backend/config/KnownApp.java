package dev.slipway.backend.config;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform knows of an app.
 *
 * @param domain first of its hosts; empty for none
 * @param preview its environment is one of a proposed change, which anybody may have written: it
 *     gets no secrets
 * @param stamp of the revision that runs or is on its way; null for none, or an old one
 * @param revisionAt null when nothing runs
 */
record KnownApp(
    Path path,
    String app,
    String environment,
    String project,
    String organization,
    String domain,
    boolean preview,
    @Nullable String stamp,
    @Nullable Instant revisionAt) {

  /** By the names values refer to them with. */
  Map<String, String> builtIns() {
    return Map.of(
        "app", app,
        "environment", environment,
        "project", project,
        "organization", organization,
        "domain", domain,
        "address", "%s.%s.%s.internal".formatted(app, environment, project));
  }
}
