package dev.slipway.backend.storage;

import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.feed.Rounds;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.storage.VolumeRemovalRepository.Removal;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.VolumeRemove;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells the machines whose streams end in this process which data to remove, again and again until
 * they have said that it is gone. Runs in every replica; being told twice changes nothing.
 */
@Component
class VolumeRemover extends Rounds {
  private static final Duration GROUPED = Duration.ofMillis(200);

  private final RemovalDesk desk;
  private final NodeLink link;

  VolumeRemover(RemovalDesk desk, NodeLink link, ChangeFeed feed) {
    super("volume-remover", feed, Set.of("volume", "node"), GROUPED);
    this.desk = desk;
    this.link = link;
  }

  @Override
  protected void pass() {
    for (Removal removal : desk.due(link.connected())) {
      // What cannot be sent now is due again the next time.
      boolean _ = link.send(removal.node(), order(removal));
    }
  }

  private static ToAgent order(Removal removal) {
    return ToAgent.newBuilder()
        .setVolumeRemove(
            VolumeRemove.newBuilder()
                .setId(removal.volume().value().toString())
                .setEpoch(removal.epoch()))
        .build();
  }
}
