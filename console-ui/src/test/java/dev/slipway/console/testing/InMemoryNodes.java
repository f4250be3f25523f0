package dev.slipway.console.testing;

import dev.slipway.api.apps.Isolation;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.nodes.ClusterApi;
import dev.slipway.api.nodes.ClusterView;
import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.DrainView;
import dev.slipway.api.nodes.JoinTokenView;
import dev.slipway.api.nodes.NodeConditionView;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodeMemoryView;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.api.nodes.UpdateNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One machine, half full. */
public class InMemoryNodes implements NodesApi {
  public static final UUID NODE = Samples.id(60);

  public final List<UpdateNode> updates = new ArrayList<>();
  public final List<DrainNode> drains = new ArrayList<>();
  public final List<Boolean> removals = new ArrayList<>();
  public @Nullable DrainView drain;
  private final InMemoryPeople people;

  InMemoryNodes(InMemoryPeople people) {
    this.people = people;
  }

  @Override
  public List<NodeView> list() {
    check();
    return List.of(view());
  }

  @Override
  public JoinTokenView createJoinToken() {
    return new JoinTokenView("slp1_x_y", "infra/join --token slp1_x_y", Samples.NOW);
  }

  @Override
  public NodeDetailView node(UUID node) {
    check();
    return new NodeDetailView(
        view(),
        "10.64.0.0/20",
        Samples.NOW,
        new NodeMemoryView(
            24L << 30,
            7L << 30,
            new NodeMemoryView.Forecast(
                Samples.NOW,
                2L << 30,
                "Memory is used up in about 8 days if it goes on like this.")),
        List.of(
            new NodePodView(
                Samples.id(61),
                "slp-web-3-abcdef",
                Samples.ORGANIZATION,
                "acme",
                Samples.APP,
                "web",
                PodView.Phase.RUNNING,
                true,
                false,
                0,
                Samples.NOW,
                drain == null ? null : NodePodView.Eviction.DRAIN,
                drain == null ? null : "Its replacement slp-web-3-ghijkl is starting.")),
        List.of(),
        1);
  }

  @Override
  public NodeDetailView update(UUID node, UpdateNode request, @Nullable String ifMatch) {
    updates.add(request);
    return node(node);
  }

  @Override
  public NodeDetailView drain(UUID node, DrainNode request) {
    drains.add(request);
    drain = new DrainView(Samples.NOW, null, false, null, null, 3, 1);
    return node(node);
  }

  @Override
  public NodeDetailView cancelDrain(UUID node) {
    drain = null;
    return node(node);
  }

  @Override
  public void remove(UUID node, boolean force) {
    removals.add(force);
  }

  private void check() {
    if (!people.operator) {
      throw new Samples.NotAllowed("Only an operator of the platform may do this.");
    }
  }

  private NodeView view() {
    return new NodeView(
        NODE,
        "node-1",
        "127.0.0.1",
        NodeView.State.READY,
        Samples.NOW,
        true,
        List.of("INGRESS", "BUILD", "WORKLOAD"),
        List.of(Isolation.RESTRICTED, Isolation.COMPAT),
        2000,
        600,
        24L << 30,
        3L << 30,
        250L << 30,
        80L << 30,
        3,
        "0.1.0",
        "20.10.24",
        Samples.NOW,
        Samples.NOW,
        List.of(
            new NodeConditionView(
                NodeConditionView.Type.DISK_PRESSURE, Samples.NOW, "it is short of disk space")),
        Map.of("disk", "ssd"),
        List.of(),
        false,
        drain,
        1);
  }

  /** The whole installation. */
  public static class Cluster implements ClusterApi {
    @Override
    public ClusterView cluster() {
      return new ClusterView(
          "0.1.0",
          Samples.NOW,
          "replica-1",
          Samples.NOW,
          Map.of(NodeView.State.READY, 1),
          Map.of(PodView.Phase.RUNNING, 3),
          2000,
          600,
          24L << 30,
          3L << 30,
          "http://localhost:8080",
          "localhost:8443",
          "localhost:5000",
          "apps.localhost",
          "10.64.0.0/12",
          "10.96.0.0/16",
          "PostgreSQL 17.2",
          12L << 20);
    }
  }
}
