package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.jobs.RunView;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.time.Duration;
import java.time.Instant;

/** A run in words and as a bar. */
final class RunStatus {
  private RunStatus() {}

  static StatusBadge badge(RunView.State state) {
    return switch (state) {
      case RUNNING -> new StatusBadge("Running", Tone.BUSY);
      case SUSPENDED -> new StatusBadge("Suspended", Tone.WAIT);
      case SUCCEEDED -> new StatusBadge("Succeeded", Tone.GOOD);
      case FAILED -> new StatusBadge("Failed", Tone.BAD);
      case CANCELED -> new StatusBadge("Canceled", Tone.WAIT);
    };
  }

  static String trigger(RunView run) {
    return switch (run.trigger()) {
      case DEPLOYMENT -> "a deployment";
      case MANUAL -> run.triggeredBy() + ", by hand";
      case SCHEDULE -> "the schedule";
    };
  }

  static String counts(RunView run) {
    Integer wanted = run.spec().completions();
    String done =
        wanted == null
            ? run.succeeded() + " succeeded"
            : run.succeeded() + " of " + wanted + " succeeded";
    return done + (run.failed() == 0 ? "" : ", " + run.failed() + " failed");
  }

  /** How far it is, with the numbers in words below. */
  static Div progress(RunView run) {
    Integer completions = run.spec().completions();
    int wanted = completions == null ? Math.max(1, run.succeeded() + run.active()) : completions;
    int percent = Math.min(100, 100 * run.succeeded() / wanted);
    var fill = new Span();
    fill.getStyle().setWidth(percent + "%");
    var bar = new Div(fill);
    bar.addClassName("bar");
    bar.setClassName("bad", run.state() == RunView.State.FAILED);
    bar.getElement().setAttribute("role", "img");
    bar.getElement().setAttribute("aria-label", counts(run));
    var words = new Span(counts(run));
    words.addClassName("small");
    return new Div(bar, words);
  }

  static String took(RunView run) {
    Instant finished = run.finishedAt();
    return finished == null ? "" : RelativeTime.span(Duration.between(run.createdAt(), finished));
  }
}
