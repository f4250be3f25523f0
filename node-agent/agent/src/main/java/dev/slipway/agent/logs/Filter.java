package dev.slipway.agent.logs;

import dev.slipway.protocol.LogRequest;
import java.util.Locale;

/**
 * Which entries somebody wants.
 *
 * @param podId empty: any
 * @param contains in lower case; empty: any
 */
record Filter(String podId, long sinceNanos, String contains) {
  static Filter of(LogRequest request) {
    return new Filter(
        request.getPodId(),
        request.getSinceMillis() * 1_000_000,
        request.getContains().toLowerCase(Locale.ROOT));
  }

  static Filter pod(String podId) {
    return new Filter(podId, 0, "");
  }

  boolean takes(Entry entry) {
    return entry.nanos() >= sinceNanos
        && (podId.isEmpty() || podId.equals(entry.podId()))
        && (contains.isEmpty() || entry.text().toLowerCase(Locale.ROOT).contains(contains));
  }
}
