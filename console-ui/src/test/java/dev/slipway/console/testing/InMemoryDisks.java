package dev.slipway.console.testing;

import dev.slipway.api.nodes.NodeDiskApi;
import dev.slipway.api.nodes.NodeDiskView;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A disk that an app's logs fill up. */
public class InMemoryDisks implements NodeDiskApi {
  private static final long GIB = 1L << 30;

  @Override
  public NodeDiskView disk(UUID node) {
    return new NodeDiskView(
        node,
        Samples.NOW,
        100 * GIB,
        82 * GIB,
        40 * GIB,
        10 * GIB,
        2 * GIB,
        GIB,
        29 * GIB,
        List.of(
            new NodeDiskView.AppShare(Samples.id(70), "acme/shop/production/web", 2 * GIB, 0, GIB)),
        NodeDiskView.Condition.COLLECTING,
        "The disk is 82 % full: images nobody needs are removed until it is 70 % full.",
        new NodeDiskView.Forecast(
            Samples.NOW.plus(Duration.ofDays(3)),
            6 * GIB,
            "the logs of acme/shop/production/web",
            "Full in about 3 days if it goes on like this, mostly by the logs of acme/shop/production/web."),
        new NodeDiskView.Limits(80, 70, 85, null, 10 * GIB, 64 << 20, 2 * GIB));
  }
}
