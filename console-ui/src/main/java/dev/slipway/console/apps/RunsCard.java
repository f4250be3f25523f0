package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.api.jobs.ScheduleView;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import java.util.List;

/** The newest runs of a job, and what one does with them. */
class RunsCard extends Div {
  static final String RIGHT = "deployments:write";
  private static final int SHOWN = 20;

  private final RunsApi runs;
  private final SchedulesApi schedules;
  private final RightsView rights;
  private final HtmlTable<RunView> table = new HtmlTable<>("Runs", RunView::id);
  private final Span next = new Span();
  private final Button run = new Button("Run now", _ -> start());
  private final Button schedule = new Button("", _ -> turn());
  private AppView app;

  RunsCard(RunsApi runs, SchedulesApi schedules, AppView app, RightsView rights) {
    this.runs = runs;
    this.schedules = schedules;
    this.app = app;
    this.rights = rights;
    next.addClassNames("muted", "small");
    Button _ = Allowed.to(RIGHT, rights::may, run);
    Button _ = Allowed.to(RIGHT, rights::may, schedule);
    run.addThemeVariants(ButtonVariant.SMALL);
    schedule.addThemeVariants(ButtonVariant.SMALL);
    table.addClassName("runs");
    table
        .whenEmpty(
            app.kind() == AppView.Kind.JOB
                ? "No run yet. The first one begins with the first deployment."
                : "No run yet.")
        .column("State", RunView::state, row -> RunStatus.badge(row.state()))
        .column("Run", RunView::name, this::link)
        .text("Started by", RunStatus::trigger)
        .time("Started", RunView::createdAt)
        .text("Took", RunStatus::took)
        .column("Pods", RunStatus::progress)
        .text("Why", row -> row.problem() == null ? "" : row.problem())
        .onlyIf(row -> row.problem() != null)
        .column("", row -> List.of(row.id(), row.state()), this::acts);
    add(new Card("Runs", next, table).withActions(schedule, run));
    refresh(app);
  }

  final void refresh(AppView now) {
    app = now;
    table.show(runs.list(now.id(), null, SHOWN).items());
    boolean cron = now.kind() == AppView.Kind.CRON_JOB;
    schedule.setVisible(cron);
    next.setVisible(cron);
    if (cron) {
      ScheduleView view = schedules.schedule(now.id());
      next.setText("Schedule %s. Next: %s".formatted(view.schedule(), NextTimes.words(view)));
      schedule.setText(view.suspended() ? "Resume schedule" : "Suspend schedule");
    }
  }

  private Anchor link(RunView row) {
    return new Anchor("apps/" + app.id() + "/runs/" + row.id(), row.name());
  }

  private Component acts(RunView row) {
    if (row.state().ended() || !rights.may(RIGHT)) {
      return new Span();
    }
    boolean suspended = row.state() == RunView.State.SUSPENDED;
    var turn =
        new Button(
            suspended ? "Resume" : "Suspend",
            _ -> {
              RunView _ = suspended ? runs.resume(row.id()) : runs.suspend(row.id());
              refresh(app);
            });
    turn.setAriaLabel((suspended ? "Resume " : "Suspend ") + row.name());
    turn.addThemeVariants(ButtonVariant.SMALL);
    var cancel = new Button("Cancel", _ -> confirm(row));
    cancel.setAriaLabel("Cancel " + row.name());
    cancel.addThemeVariants(ButtonVariant.SMALL);
    var both = new Div(turn, cancel);
    both.addClassName("row");
    return both;
  }

  private void start() {
    RunView _ = runs.start(app.id());
    refresh(app);
  }

  private void turn() {
    ScheduleView view = schedules.schedule(app.id());
    ScheduleView _ = view.suspended() ? schedules.resume(app.id()) : schedules.suspend(app.id());
    refresh(app);
  }

  private void confirm(RunView row) {
    new ConfirmDialog(
            "Cancel " + row.name() + "?",
            "Its pods stop. What has succeeded stays done; the rest is not done by this run.",
            "Stop run",
            () -> {
              RunView _ = runs.cancel(row.id());
              refresh(app);
            })
        .open();
  }
}
