package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.jobs.RunChange;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.UUID;

/** One run: its pods with how each ended, and its way from state to state. */
class RunsTab extends Div implements Refreshable {
  private final RunsApi runs;
  private final UUID id;
  private final Div head = new Div();
  private final Div trouble = new Div();
  private final Div progress = new Div();
  private final Facts facts = new Facts();
  private final HtmlTable<RunPodView> pods = new HtmlTable<>("Pods of the run", RunPodView::id);
  private final HtmlTable<RunChange> changes = new HtmlTable<>("What happened", RunChange::at);

  RunsTab(RunsApi runs, AppView app, UUID id) {
    this.runs = runs;
    this.id = id;
    addClassName("stack");
    head.addClassName("row");
    pods.whenEmpty("No pod yet.")
        .column("State", RunsTab::state)
        .text("Pod", pod -> Sizes.middle(pod.name(), 34))
        .text("Index", pod -> pod.index() == null ? "" : String.valueOf(pod.index()))
        .onlyIf(pod -> pod.index() != null)
        .text("Node", pod -> pod.node() == null ? "not placed" : pod.node())
        .text("Exit code", pod -> pod.exitCode() == null ? "" : String.valueOf(pod.exitCode()))
        .text("Restarts", pod -> String.valueOf(pod.restarts()))
        .text("Why", pod -> pod.message() == null ? "" : pod.message());
    changes
        .column("State", change -> RunStatus.badge(change.state()))
        .text("What", RunChange::sentence)
        .time("When", RunChange::at);
    var split = new Div(new Card("Pods", progress, pods), new Card("About", facts));
    split.addClassName("split");
    add(
        new Anchor("apps/" + app.id(), "← All runs"),
        head,
        trouble,
        split,
        new Card("What happened", changes));
    refresh(app);
  }

  @Override
  public final void refresh(AppView app) {
    RunView run = runs.run(id);
    head.removeAll();
    var name = new Span(run.name());
    name.getStyle().setFontWeight(620).setFontSize("17px");
    head.add(name, RunStatus.badge(run.state()));
    trouble.removeAll();
    String problem = run.problem();
    if (problem != null && run.state() == RunView.State.FAILED) {
      trouble.add(new Notice(Tone.BAD, "What went wrong", problem));
    }
    progress.removeAll();
    progress.add(RunStatus.progress(run));
    facts.removeAll();
    facts.add("Started by", RunStatus.trigger(run));
    facts.add("Started", new RelativeTime(run.createdAt()));
    if (run.finishedAt() != null) {
      facts.add("Took", RunStatus.took(run));
    }
    facts.add("Revision", String.valueOf(run.revision()));
    facts.add("Pods at once", "up to " + run.spec().parallelism());
    facts.add("Failures borne", String.valueOf(run.spec().backoffLimit()));
    pods.show(runs.pods(id));
    changes.show(runs.changes(id));
  }

  private static StatusBadge state(RunPodView pod) {
    RunPodView.Outcome outcome = pod.outcome();
    if (outcome == null) {
      return pod.startedAt() == null
          ? new StatusBadge("Starting", Tone.WAIT)
          : new StatusBadge("Running", Tone.BUSY);
    }
    return switch (outcome) {
      case SUCCEEDED -> new StatusBadge("Succeeded", Tone.GOOD);
      case FAILED -> new StatusBadge(pod.reason() == null ? "Failed" : pod.reason(), Tone.BAD);
      case IGNORED -> new StatusBadge("Not counted", Tone.UNKNOWN);
    };
  }
}
