package dev.slipway.agent.logs;

import dev.slipway.protocol.LogRequest;
import java.util.Locale;

/**
 * Which entries somebody wants.
 *
 * @param podId empty: any
 * @param container its name in the pod, {@code app} for the app's; empty: any
 * @param contains in lower case; empty: any
 */
record Filter(String podId, String container, long sinceNanos, String contains) {
  static Filter of(LogRequest request) {
    return new Filter(
        request.getPodId(),
        request.getContainer(),
        request.getSinceMillis() * 1_000_000,
        request.getContains().toLowerCase(Locale.ROOT));
  }

  static Filter of(LogSource source) {
    return new Filter(source.podId(), Entry.program(source.container(), source.podName()), 0, "");
  }

  boolean takes(Entry entry) {
    return entry.nanos() >= sinceNanos
        && (podId.isEmpty() || podId.equals(entry.podId()))
        && (container.isEmpty() || container.equals(entry.program()))
        && (contains.isEmpty() || entry.text().toLowerCase(Locale.ROOT).contains(contains));
  }
}
