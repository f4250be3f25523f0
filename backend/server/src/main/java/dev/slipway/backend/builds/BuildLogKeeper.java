package dev.slipway.backend.builds;

import dev.slipway.backend.builds.BuildLogRepository.NewChunk;
import dev.slipway.backend.builds.BuildLogRepository.Stored;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.BuildLog;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Stores chunks in the order of their numbers and never with a gap, so "stored up to" is one
 * number. Beyond the limit a chunk keeps its number and loses its text.
 */
@Component
class BuildLogKeeper {
  private static final String CUT = "… The log is longer than is kept. The rest is left out.\n";
  private static final long LATEST_MILLIS = 253_402_300_799_999L;

  private final BuildLogRepository logs;
  private final BuildProperties limits;
  private final InstantSource clock;
  private final Map<UUID, Long> sizes = new ConcurrentHashMap<>();

  BuildLogKeeper(BuildLogRepository logs, BuildProperties limits, InstantSource clock) {
    this.logs = logs;
    this.limits = limits;
    this.clock = clock;
  }

  record Told(NodeId node, UUID build, BuildLog chunk) {}

  /**
   * Inside the caller's transaction. @return per build the node's number up to which nothing is
   * missing
   */
  Map<UUID, Long> keep(List<Told> told) {
    if (told.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Stored> stored = logs.stored(told.stream().map(Told::build).distinct().toList());
    var last = new HashMap<UUID, Long>();
    var chunks = new ArrayList<NewChunk>();
    for (Told one : told) {
      Stored before = stored.get(one.build());
      if (before == null || !one.node().value().equals(before.node())) {
        continue;
      }
      long known = last.getOrDefault(one.build(), before.last() - before.offset());
      if (one.chunk().getSeq() == known + 1) {
        chunks.add(chunk(one, before.offset()));
        known++;
      }
      last.put(one.build(), known);
    }
    if (!chunks.isEmpty()) {
      logs.insert(chunks);
    }
    return last;
  }

  void forget(BuildId build) {
    sizes.remove(build.value());
  }

  private NewChunk chunk(Told told, long offset) {
    long at = told.chunk().getAtMillis();
    return new NewChunk(
        told.build(),
        told.chunk().getSeq() + offset,
        at > 0 && at < LATEST_MILLIS ? at : clock.millis(),
        cut(told.build(), told.chunk().getText().replace('\0', '\uFFFD')));
  }

  private String cut(UUID build, String text) {
    long before = sizes.computeIfAbsent(build, id -> logs.size(new BuildId(id)));
    long after = before + text.getBytes(StandardCharsets.UTF_8).length;
    sizes.put(build, after);
    if (after <= limits.logBytes()) {
      return text;
    }
    return before <= limits.logBytes() ? CUT : "";
  }
}
