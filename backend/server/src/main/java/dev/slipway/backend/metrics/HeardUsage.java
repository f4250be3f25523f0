package dev.slipway.backend.metrics;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.PodRequests;
import dev.slipway.protocol.PodUsage;
import dev.slipway.protocol.PodUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One round of one node, in our words: what cannot be is left out.
 *
 * @param nanos when it came, by this process' clock
 */
record HeardUsage(NodeId node, long nanos, boolean requestsKnown, List<PodFigures> pods) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int MOST_PODS = 10_000;
  private static final double MOST_REQUESTS = 1e7;

  /**
   * @param own told of as running on that node; otherwise only its ingress led requests there
   */
  record PodFigures(
      UUID pod,
      boolean own,
      @Nullable Integer cpuMillis,
      @Nullable Long memoryBytes,
      @Nullable Double requests) {
    PodFigures with(double more) {
      double sum = (requests == null ? 0 : requests) + more;
      return new PodFigures(pod, own, cpuMillis, memoryBytes, sum);
    }
  }

  static HeardUsage of(NodeId node, PodUsage told, long nanos) {
    boolean known = told.getRequestsKnown();
    Map<UUID, PodFigures> pods = new HashMap<>();
    for (PodUse use : told.getPodsList()) {
      UUID id = id(use.getPodId());
      if (id != null && pods.size() < MOST_PODS) {
        pods.put(id, own(id, use, known));
      }
    }
    if (known) {
      for (PodRequests requests : told.getRequestsList()) {
        UUID id = id(requests.getPodId());
        double rate = requests.getPerSecond();
        if (id != null && rate > 0 && rate < MOST_REQUESTS && pods.size() < MOST_PODS) {
          PodFigures before = pods.getOrDefault(id, new PodFigures(id, false, null, null, 0.0));
          pods.put(id, before.with(rate));
        }
      }
    }
    return new HeardUsage(node, nanos, known, new ArrayList<>(pods.values()));
  }

  private static PodFigures own(UUID id, PodUse use, boolean requestsKnown) {
    return new PodFigures(
        id,
        true,
        use.hasCpuMillis() ? Math.max(0, use.getCpuMillis()) : null,
        use.hasMemoryBytes() ? Math.max(0, use.getMemoryBytes()) : null,
        requestsKnown ? 0.0 : null);
  }

  private static @Nullable UUID id(String text) {
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
