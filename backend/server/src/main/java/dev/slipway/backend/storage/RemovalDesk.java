package dev.slipway.backend.storage;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.storage.VolumeRemovalRepository.Removal;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Transactions around removals; what is sent is sent between them. */
@Component
class RemovalDesk {
  private final VolumeRemovalRepository volumes;

  RemovalDesk(VolumeRemovalRepository volumes) {
    this.volumes = volumes;
  }

  @Transactional
  public List<Removal> due(Set<NodeId> connected) {
    int _ = volumes.forget();
    return connected.isEmpty() ? List.of() : volumes.requested(connected);
  }
}
