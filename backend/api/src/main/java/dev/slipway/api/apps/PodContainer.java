package dev.slipway.api.apps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod besides the app. It shares the pod's network, the app's config and mounts,
 * and runs as the app's user.
 */
public sealed interface PodContainer permits InitContainer, Sidecar {
  /** Unique in the pod: lower case letters, digits and hyphens. */
  String name();

  /** One tag or digest, looked up once for each deployment; null: the app's own image. */
  @Nullable ImageSource image();

  /** Replaces the image's command when not empty. */
  List<String> command();

  /** Added to the app's config, or in place of it; for everybody to read. */
  Map<String, String> environment();

  /** Thousandths of a core, a limit. */
  Integer cpuMillis();

  /** Limit; more is an out-of-memory kill. */
  Long memoryBytes();

  /** Most processes and threads. */
  Integer pids();
}
