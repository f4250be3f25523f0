package dev.slipway.console.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.nodes.ClusterApi;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@Route("nodes")
@PageTitle("Nodes · Slipway")
@PermitAll
@WithoutOrganization
class NodesView extends Main implements HasCrumbs {
  private static final Set<String> SHOWN = Set.of("node", "pod");

  private final NodesApi nodes;
  private final Div joining = new Div();
  private final ClusterApi cluster;
  private final ClusterCard panel = new ClusterCard();
  private final HtmlTable<NodeView> table = new HtmlTable<>("Nodes", NodeView::id);
  private final Card list = new Card("Nodes", table);
  private final EmptyState none =
      new EmptyState(
          "No node yet",
          "A node runs your pods. The first one joins by itself when Slipway starts.");

  NodesView(NodesApi nodes, ClusterApi cluster, ChangesApi changes, Membership membership) {
    this.nodes = nodes;
    this.cluster = cluster;
    addClassName("page");
    table
        .column("Node", node -> new Anchor("nodes/" + node.id(), node.name()))
        .column("State", NodeBadges::of)
        .column("Labels", node -> NodeBadges.labels(node.labels()))
        .onlyIf(node -> !node.labels().isEmpty())
        .column("Usage", NodesView::usage)
        .text("Pods", node -> String.valueOf(node.pods()))
        .text("Agent", NodeView::agentVersion)
        .text("Engine", NodeView::engineVersion)
        .time("Heard of", NodeView::lastSeenAt);
    var join = new Button("Add node", _ -> StepUp.run(this::join));
    join.setVisible(membership.me().operator());
    add(
        new PageHead("Nodes", "Machines with a Docker Engine and our agent.", join),
        joining,
        none,
        list,
        panel);
    refresh();
    // Who belongs to no organization hears of no changes, and sees nodes as they were.
    membership.current().ifPresent(here -> follow(changes, here.organization()));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Nodes", "nodes"));
  }

  private void follow(ChangesApi changes, UUID organization) {
    Live.whileShown(
        this,
        page ->
            changes.watch(
                organization,
                hints -> {
                  if (hints.stream().anyMatch(hint -> SHOWN.contains(hint.kind()))) {
                    page.run(this::refresh);
                  }
                }));
  }

  private void refresh() {
    List<NodeView> all = nodes.list();
    none.setVisible(all.isEmpty());
    list.setVisible(!all.isEmpty());
    table.show(all);
    panel.show(cluster.cluster());
  }

  private static Div usage(NodeView node) {
    return new Div(
        Gauge.cpu("CPU booked", node),
        Gauge.memory("Memory booked", node),
        Gauge.disk("Disk used", node));
  }

  private void join() {
    var token = nodes.createJoinToken();
    joining.removeAll();
    joining.add(
        new Notice(
            Tone.WAIT,
            "Run this on the new machine as root",
            "The token works once.",
            new Copyable(token.command()),
            new Span(new Span("It ends "), new RelativeTime(token.expiresAt()))));
  }
}
