package dev.slipway.api.placement;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Dry runs of the scheduler; nothing is changed or reserved. */
@HttpExchange("/api/v1")
public interface PlacementApi {
  /** A rollout of the app, its running pods leaving as new ones come. */
  @PostExchange("/apps/{app}/placement")
  PlacementView ofApp(@PathVariable UUID app, @RequestBody TryPlacement request);

  /** An app that is not there yet. */
  @PostExchange("/environments/{environment}/placement")
  PlacementView ofNewApp(@PathVariable UUID environment, @RequestBody TryPlacement request);
}
