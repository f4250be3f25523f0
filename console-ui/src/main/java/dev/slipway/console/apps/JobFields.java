package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.Restart;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a run is done, and what it bears. */
class JobFields extends Div {
  private static final int MINUTE = 60;

  private final IntegerField completions = new IntegerField("Successes");
  private final IntegerField parallelism = new IntegerField("Pods at once");
  private final IntegerField failures = new IntegerField("Failures borne");
  private final IntegerField minutes = new IntegerField("Time limit (minutes)");
  private JobSpec base = JobSpec.once();

  JobFields() {
    addClassName("fields");
    completions.setHelperText(
        "So many pods must exit with 0. Empty: a queue; done when one says so and all have ended.");
    parallelism.setHelperText("No more of them run side by side.");
    failures.setHelperText("After each failure the next try waits longer. More end the run.");
    minutes.setHelperText("For the whole run; empty: none.");
    add(completions, parallelism, failures, minutes);
    show(null);
  }

  final void show(@Nullable JobSpec spec) {
    base = spec == null ? JobSpec.once() : spec;
    completions.setValue(base.completions());
    parallelism.setValue(base.parallelism());
    failures.setValue(base.backoffLimit());
    Integer seconds = base.activeDeadlineSeconds();
    minutes.setValue(seconds == null ? null : Math.ceilDiv(seconds, MINUTE));
  }

  JobSpec spec() {
    Integer limit = minutes.getValue();
    Integer kept = base.activeDeadlineSeconds();
    boolean same = limit != null && kept != null && Math.ceilDiv(kept, MINUTE) == limit.intValue();
    Restart restart = base.restart();
    return base.withCompletions(
            completions.getValue(), Objects.requireNonNullElse(parallelism.getValue(), 1))
        .with(
            Objects.requireNonNullElse(failures.getValue(), base.backoffLimit()),
            limit == null ? null : same ? kept : Integer.valueOf(limit * MINUTE),
            restart);
  }

  String words() {
    JobSpec spec = spec();
    Integer wanted = spec.completions();
    return (wanted == null ? "a queue of work" : "done after %d successes".formatted(wanted))
        + ", up to %d pods at once".formatted(spec.parallelism());
  }
}
