package dev.slipway.backend.nodes;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.api.nodes.ClusterApi;
import dev.slipway.api.nodes.ClusterView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Authorizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClusterController implements ClusterApi {
  private final Authorizer authorizer;
  private final NodeViewRepository nodes;
  private final ClusterRepository cluster;
  private final PlatformProperties platform;
  private final Instant startedAt;

  ClusterController(
      Authorizer authorizer,
      NodeViewRepository nodes,
      ClusterRepository cluster,
      PlatformProperties platform,
      InstantSource clock) {
    this.authorizer = authorizer;
    this.nodes = nodes;
    this.cluster = cluster;
    this.platform = platform;
    this.startedAt = clock.instant();
  }

  @Override
  @Transactional(readOnly = true)
  public ClusterView cluster() {
    authorizer.requireOperator();
    ClusterRepository.State state = cluster.state();
    List<NodeView> all = nodes.list();
    return new ClusterView(
        version(),
        startedAt,
        state.leader(),
        state.seenAt(),
        counts(NodeView.State.class, cluster.nodes()),
        counts(Phase.class, cluster.pods()),
        all.stream().mapToLong(NodeView::cpuMillis).sum(),
        all.stream().mapToLong(NodeView::cpuMillisBooked).sum(),
        all.stream().mapToLong(NodeView::memoryBytes).sum(),
        all.stream().mapToLong(NodeView::memoryBytesBooked).sum(),
        platform.externalUrl().toString(),
        platform.externalUrl().getHost() + ":" + platform.agentPort(),
        platform.registryHost(),
        platform.appsDomain(),
        platform.podCidr(),
        platform.serviceCidr(),
        "PostgreSQL " + state.databaseVersion(),
        state.databaseBytes());
  }

  private static <E extends Enum<E>> Map<E, Integer> counts(
      Class<E> type, Map<String, Integer> words) {
    var counts = new EnumMap<E, Integer>(type);
    words.forEach((word, number) -> counts.put(Enum.valueOf(type, word), number));
    return counts;
  }

  private static String version() {
    String version = ClusterController.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
