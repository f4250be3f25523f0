package dev.slipway.backend.disks;

import dev.slipway.api.nodes.NodeDiskView;
import dev.slipway.api.nodes.NodeDiskView.AppShare;
import dev.slipway.api.nodes.NodeDiskView.Condition;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.protocol.AppDisk;
import dev.slipway.protocol.DiskUse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What fills the disks of nodes: kept as nodes say it, and told with an outlook. */
@Service
public class NodeDisks {
  private static final Duration LOOKED_AT = Duration.ofDays(1);
  private static final int MOST_APPS = 20;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final NodeDiskRepository disks;
  private final DiskProperties limits;
  private final InstantSource clock;

  NodeDisks(NodeDiskRepository disks, DiskProperties limits, InstantSource clock) {
    this.disks = disks;
    this.limits = limits;
    this.clock = clock;
  }

  /** Inside the caller's transaction. */
  public void report(NodeId node, DiskUse use) {
    disks.record(node, sample(use, clock.instant()));
  }

  private static DiskSample sample(DiskUse use, Instant now) {
    return new DiskSample(
        now,
        Math.max(0, use.getTotalBytes()),
        Math.clamp(use.getFreeBytes(), 0, Math.max(0, use.getTotalBytes())),
        Math.max(0, use.getImageBytes()),
        Math.max(0, use.getCacheBytes()),
        Math.max(0, use.getLogBytes()),
        Math.max(0, use.getContainerBytes()),
        use.getAppsList().stream().limit(MOST_APPS).flatMap(NodeDisks::app).toList());
  }

  private static Stream<DiskSample.App> app(AppDisk app) {
    return ID.matcher(app.getAppId()).matches()
        ? Stream.of(
            new DiskSample.App(
                UUID.fromString(app.getAppId()),
                Math.max(0, app.getLogBytes()),
                Math.max(0, app.getContainerBytes()),
                Math.max(0, app.getImageBytes())))
        : Stream.of();
  }

  /**
   * @throws Problem not-found when there is no such node
   */
  @Transactional(readOnly = true)
  public NodeDiskView of(NodeId node) {
    if (!disks.exists(node)) {
      throw Problem.notFound("node");
    }
    Instant now = clock.instant();
    List<DiskSample> samples = disks.since(node, now.minus(LOOKED_AT));
    return samples.isEmpty() ? unknown(node) : view(node, samples, now);
  }

  private NodeDiskView unknown(NodeId node) {
    return new NodeDiskView(
        node.value(),
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Condition.UNKNOWN,
        "The node has not said yet what fills its disk.",
        null,
        limits.limits());
  }

  private NodeDiskView view(NodeId node, List<DiskSample> samples, Instant now) {
    DiskSample last = samples.getLast();
    Map<UUID, String> names = disks.names(last.apps().stream().map(DiskSample.App::app).toList());
    Optional<DiskForecast.Outlook> outlook = DiskForecast.of(samples);
    return new NodeDiskView(
        node.value(),
        last.at(),
        last.total(),
        last.used(),
        last.images(),
        last.cache(),
        last.logs(),
        last.containers(),
        last.other(),
        last.apps().stream().map(app -> share(app, names)).toList(),
        DiskWords.condition(last, limits),
        DiskWords.sentence(last, limits),
        outlook.map(found -> DiskWords.forecast(found, names, now)).orElse(null),
        limits.limits());
  }

  /** One that is gone has no name; its logs still take room, for a while. */
  private static AppShare share(DiskSample.App app, Map<UUID, String> names) {
    return new AppShare(
        app.app(),
        names.getOrDefault(app.app(), "an app that is gone"),
        app.logs(),
        app.containers(),
        app.images());
  }
}
