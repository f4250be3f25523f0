package dev.slipway.console.testing;

import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.TryPlacement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One node with room for two pods. */
public class InMemoryPlacement implements PlacementApi {
  public @Nullable TryPlacement asked;

  @Override
  public PlacementView ofApp(UUID app, TryPlacement request) {
    asked = request;
    int pods = Objects.requireNonNullElse(request.replicas(), 1);
    int unplaced = Math.max(0, pods - 2);
    return new PlacementView(
        List.of(new PlacementView.OnNode("node-1", pods - unplaced)),
        unplaced,
        unplaced == 0 ? null : "No machine can take the pod: too little memory left (1).",
        unplaced == 0 ? List.of() : List.of(new NodeRefusal("Full", "too little memory left", 1)));
  }

  @Override
  public PlacementView ofNewApp(UUID environment, TryPlacement request) {
    return ofApp(environment, request);
  }
}
