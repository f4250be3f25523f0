package dev.slipway.backend.storage;

import dev.slipway.backend.kernel.VolumeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether a pod may be placed, as far as its volumes and its app's identity are concerned. */
public sealed interface Claim {
  /**
   * @param volumes it will hold; where they lie the scheduler knows
   * @param only whether it will be the one pod of its app
   * @param refused nodes without room for the volumes that are nowhere yet, with what to say
   */
  record Free(List<Wanted> volumes, boolean only, Map<UUID, String> refused) implements Claim {
    static final Free NOTHING = new Free(List.of(), false, Map.of());

    public List<UUID> ids() {
      return volumes.stream().map(volume -> volume.id().value()).toList();
    }
  }

  /** It waits for another pod to be gone, which happens by itself. */
  record Later(String sentence) implements Claim {}

  /** It waits for people. */
  record Never(String sentence) implements Claim {}

  record Wanted(VolumeId id, boolean readOnly, boolean singleWriter) {}
}
