package dev.slipway.console.nodes;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.Isolation;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodeDiskApi;
import dev.slipway.api.nodes.NodeMemoryView;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.console.activity.EventList;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.PhaseWords;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** One machine: how it is, what runs there, and what can be done with it. */
@Route("nodes/:node")
@PermitAll
@WithoutOrganization
class NodePage extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private static final Set<String> SHOWN = Set.of("node", "pod", "event");

  private final NodesApi nodes;
  private final NodeDiskApi disks;
  private final Div disk = new Div();
  private final Div head = new Div();
  private final NodeActions actions =
      new NodeActions(this::update, request -> show(drain(request)), this::remove);
  private final Card usage = new Card("Machine");
  private final DrainCard drain = new DrainCard(() -> show(cancelDrain()));
  private final MarksCard marks = new MarksCard(this::update);
  private final HtmlTable<NodePodView> pods = new HtmlTable<>("Pods", NodePodView::id);
  private final EventList events = new EventList(true);
  private UUID id = new UUID(0, 0);
  private String name = "Node";

  NodePage(NodesApi nodes, NodeDiskApi disks, ChangesApi changes, Membership membership) {
    this.nodes = nodes;
    this.disks = disks;
    addClassName("page");
    pods.whenEmpty("No pod is here.")
        .text("Pod", NodePodView::name)
        .text("Organization", NodePodView::organizationSlug)
        .column("App", pod -> new Anchor("apps/" + pod.app(), pod.appSlug()))
        .column("State", NodePage::state)
        .text("Restarts", pod -> String.valueOf(pod.restarts()))
        .time("Age", NodePodView::createdAt);
    add(
        head,
        actions,
        drain,
        usage,
        disk,
        new Card("Pods", pods),
        marks,
        new Card("Events", events));
    membership
        .current()
        .ifPresent(here ->
            Live.whileShown(
                this,
                page ->
                    changes.watch(
                        here.organization(),
                        hints -> {
                          if (hints.stream().anyMatch(hint -> SHOWN.contains(hint.kind()))) {
                            page.run(() -> show(nodes.node(id)));
                          }
                        })));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("node").map(UUID::fromString).orElseThrow();
    show(nodes.node(id));
    disk.removeAll();
    disk.add(new DiskCard(disks.disk(id)));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Nodes", "nodes"), new Crumb(name, "nodes/" + id));
  }

  @Override
  public String getPageTitle() {
    return name + " · Slipway";
  }

  private void show(NodeDetailView node) {
    NodeView view = node.node();
    name = view.name();
    head.removeAll();
    head.add(
        new PageHead(name, "A machine with a Docker Engine and our agent.", NodeBadges.of(view)));
    actions.show(node);
    drain.show(node);
    usage(node);
    pods.show(node.pods());
    marks.show(view);
    events.show(node.events());
  }

  private void usage(NodeDetailView node) {
    NodeView view = node.node();
    var gauges =
        new Div(
            Gauge.cpu("CPU booked", view),
            Gauge.memory("Memory booked", view),
            Gauge.disk("Disk used", view));
    Long used = node.memory().used();
    if (used != null) {
      gauges.addComponentAtIndex(2, Gauge.inUse("Memory in use", used, node.memory().total()));
    }
    gauges.addClassName("gauges");
    var facts = new Facts().wide();
    view.conditions()
        .forEach(one ->
            facts.add(NodeBadges.word(one.type()) + " since", new RelativeTime(one.since())));
    facts.add("Does", view.roles().stream().map(NodePage::does).collect(joining(", ")));
    facts.add(
        "Isolates", view.isolations().stream().map(NodePage::isolates).collect(joining(", ")));
    facts.add("Address", view.address() == null ? "" : view.address());
    facts.add("Pod addresses", node.podCidr());
    facts.add("Engine", view.engineVersion());
    facts.add("Agent", view.agentVersion());
    facts.add("Joined", new RelativeTime(view.joinedAt()));
    facts.add("Heard of", new RelativeTime(view.lastSeenAt()));
    facts.add("Certificate ends", new RelativeTime(node.certificateExpiresAt()));
    usage
        .getChildren()
        .filter(
            part -> part instanceof Facts || part instanceof Notice || part.hasClassName("gauges"))
        .toList()
        .forEach(usage::remove);
    usage.add(gauges);
    NodeMemoryView.Forecast forecast = node.memory().forecast();
    if (forecast != null) {
      usage.add(
          new Notice(
              Tone.WAIT,
              forecast.sentence(),
              "It grows by %s a day.".formatted(Sizes.bytes(forecast.bytesPerDay()))));
    }
    usage.add(facts);
  }

  private static StatusBadge state(NodePodView pod) {
    return pod.leaving() || pod.evicted() != null
        ? new StatusBadge("Leaving", Tone.WAIT)
        : PhaseWords.badge(pod.phase(), pod.ready());
  }

  private static String does(String role) {
    return switch (role.toUpperCase(Locale.ROOT)) {
      case "WORKLOAD" -> "runs pods";
      case "BUILD" -> "builds images";
      case "INGRESS" -> "takes requests in";
      default -> role.toLowerCase(Locale.ROOT);
    };
  }

  private static String isolates(Isolation isolation) {
    return isolation.name().toLowerCase(Locale.ROOT);
  }

  private void update(UpdateNode request) {
    show(nodes.update(id, request, null));
  }

  private NodeDetailView drain(dev.slipway.api.nodes.DrainNode request) {
    return nodes.drain(id, request);
  }

  private NodeDetailView cancelDrain() {
    return nodes.cancelDrain(id);
  }

  private void remove(boolean force) {
    nodes.remove(id, force);
    UI.getCurrent().navigate("nodes");
  }
}
