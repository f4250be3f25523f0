package dev.slipway.console.apps;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.metrics.AppUsageView.PodUse;
import dev.slipway.console.activity.EventList;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.PhaseWords;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Pods with their state in words. */
class PodTable extends HtmlTable<PodView> {
  private final Map<UUID, PodUse> usage = new HashMap<>();

  PodTable() {
    super("Pods", PodView::id);
    addClassName("pods");
    column("State", PodTable::state);
    column("Pod", PodTable::where, PodTable::pod);
    text("Revision", pod -> String.valueOf(pod.revision()));
    column("Usage", this::used, pod -> lines(used(pod))).onlyIf(pod -> !used(pod).isEmpty());
    text("Requests", pod -> UsageWords.requests(usage.get(pod.id())))
        .onlyIf(pod -> !UsageWords.requests(usage.get(pod.id())).isEmpty());
    text("Restarts", pod -> String.valueOf(pod.restarts())).onlyIf(pod -> pod.restarts() > 0);
    text("Containers", ContainerWords::of).onlyIf(pod -> !pod.containers().isEmpty());
    column("Start", PodView::steps, pod -> new StartTimeline(pod.steps()))
        .onlyIf(pod -> !pod.steps().isEmpty());
    text("Why", PodTable::why).onlyIf(pod -> !why(pod).isEmpty());
    time("Age", PodView::createdAt);
  }

  private static String why(PodView pod) {
    return pod.message() == null ? "" : pod.message();
  }

  /** Its name, and below where it is and what becomes of it when memory runs short. */
  private static Component pod(PodView pod) {
    return lines(List.of(Sizes.middle(pod.name(), 34), where(pod)));
  }

  /** Cores and memory; empty when they are not known. */
  private List<String> used(PodView pod) {
    PodUse use = usage.get(pod.id());
    return Stream.of(UsageWords.cpu(use), UsageWords.memory(use))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  private static Component lines(List<String> words) {
    var lines = new Div();
    lines.addClassName("two-lines");
    for (int i = 0; i < words.size(); i++) {
      var line = new Span(words.get(i));
      line.addClassName(i == 0 ? "first" : "small");
      line.setClassName("muted", i > 0);
      lines.add(line);
    }
    return lines;
  }

  private static String where(PodView pod) {
    return Stream.of(pod.node() == null ? "not placed" : pod.node(), pod.address(), quality(pod))
        .filter(Objects::nonNull)
        .collect(joining(" · "));
  }

  /** Whether its machine ends it early or late when memory runs short. */
  private static String quality(PodView pod) {
    return switch (pod.qos()) {
      case GUARANTEED -> "Guaranteed";
      case BURSTABLE -> "Burstable";
      case BEST_EFFORT -> "Best effort";
    };
  }

  /** With a way into each pod that runs. */
  PodTable withTerminals(UUID app) {
    column("", TerminalTab::opensIn, pod -> terminal(app, pod));
    return this;
  }

  /** What is shown from now on of what they use. */
  void use(List<PodUse> known) {
    usage.clear();
    known.forEach(use -> usage.put(use.pod(), use));
  }

  /** With a menu of what can be done about a pod. */
  PodTable withMenus(PodMenu.Actions actions) {
    column("", PodMenu::key, pod -> PodMenu.of(pod, actions));
    return this;
  }

  private static Component terminal(UUID app, PodView pod) {
    if (!TerminalTab.opensIn(pod)) {
      return new Span();
    }
    var link = new Anchor("apps/" + app + "/terminal/" + pod.id(), "Terminal");
    link.getElement().setAttribute("aria-label", "Terminal in " + pod.name());
    return link;
  }

  static StatusBadge state(PodView pod) {
    if (pod.leaving()) {
      return new StatusBadge("Leaving", Tone.WAIT);
    }
    if (pod.paused()) {
      return new StatusBadge("Paused", Tone.WAIT);
    }
    boolean bad = pod.phase() == PodView.Phase.EXITED || pod.phase() == PodView.Phase.FAILED;
    return bad && pod.reason() != null
        ? new StatusBadge(EventList.words(pod.reason()), Tone.BAD)
        : PhaseWords.badge(pod.phase(), pod.ready());
  }
}
