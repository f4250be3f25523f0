package dev.slipway.console.apps;

import static java.util.Objects.requireNonNullElse;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.CompletionMode;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.Restart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a run is done, and what it bears. */
class JobFields extends Div {
  private final IntegerField completions = new IntegerField("Successes");
  private final IntegerField parallelism = new IntegerField("Pods at once");
  private final IntegerField failures = new IntegerField("Failures borne");
  private final Minutes limit =
      new Minutes("Time limit (minutes)", "For the whole run; empty: none.");
  private final Checkbox indexed = new Checkbox("Each success has a number of its own");
  private final IntegerField perIndex = new IntegerField("Failures borne by each number");
  private final IntegerField failedIndexes = new IntegerField("Numbers that may fail");
  private final Select<Restart> restart = new Select<>();
  private final TextArea codes = new TextArea("What exit codes mean");
  private final Minutes kept =
      new Minutes(
          "Removed after its end (minutes)", "Empty: the last fifty of each outcome are kept.");
  private final Checkbox suspended = new Checkbox("Runs begin suspended");
  private final Details more = new Details("More about its runs");
  private JobSpec base = JobSpec.once();

  JobFields() {
    addClassName("fields");
    completions.setHelperText(
        "So many pods must exit with 0. Empty: a queue; done when one says so and all have ended.");
    parallelism.setHelperText("No more of them run side by side.");
    failures.setHelperText("After each failure the next try waits longer. More end the run.");
    indexed.setHelperText("From 0 on; a pod finds its own in JOB_COMPLETION_INDEX.");
    indexed.addValueChangeListener(_ -> fit());
    perIndex.setHelperText(
        "A number that fails more often is given up. Empty: no limit of its own.");
    failedIndexes.setHelperText("More of them end the run. Empty: all others get their chance.");
    restart.setLabel("When its program fails");
    restart.setItems(Restart.values());
    restart.setItemLabelGenerator(JobFields::words);
    restart.addValueChangeListener(_ -> fit());
    codes.setHelperText(
        "A line each, the first that matches counts: fail 2 3, ignore 143, count 1, fail-index 4; with not for all others.");
    codes.setPlaceholder("fail 2");
    var fields = new Div(indexed, perIndex, failedIndexes, restart, codes, kept, suspended);
    fields.addClassName("fields");
    more.add(fields);
    add(completions, parallelism, failures, limit, more);
    show(null);
  }

  final void show(@Nullable JobSpec spec) {
    base = spec == null ? JobSpec.once() : spec;
    completions.setValue(base.completions());
    parallelism.setValue(base.parallelism());
    failures.setValue(base.backoffLimit());
    limit.show(base.activeDeadlineSeconds());
    indexed.setValue(base.indexed());
    perIndex.setValue(base.backoffLimitPerIndex());
    failedIndexes.setValue(base.maxFailedIndexes());
    restart.setValue(base.restart());
    codes.setValue(FailureRules.lines(base.podFailurePolicy()));
    kept.show(base.ttlSecondsAfterFinished());
    suspended.setValue(base.suspend());
    more.setOpened(!base.equals(plain()));
    fit();
  }

  /** False with a word at the field that is wrong. */
  boolean complete() {
    List<FailureRule> _ = rules();
    return !codes.isInvalid();
  }

  JobSpec spec() {
    boolean numbered = indexed.getValue();
    return new JobSpec(
        completions.getValue(),
        requireNonNullElse(parallelism.getValue(), 1),
        requireNonNullElse(failures.getValue(), base.backoffLimit()),
        limit.seconds(),
        kept.seconds(),
        numbered ? CompletionMode.INDEXED : CompletionMode.NON_INDEXED,
        restart.getValue(),
        rules(),
        numbered ? perIndex.getValue() : null,
        numbered ? failedIndexes.getValue() : null,
        suspended.getValue());
  }

  String words() {
    JobSpec spec = spec();
    Integer wanted = spec.completions();
    return (wanted == null ? "a queue of work" : "done after %d successes".formatted(wanted))
        + ", up to %d pods at once".formatted(spec.parallelism());
  }

  /** Exit codes decide only where a failure ends the pod. Those before while the field is wrong. */
  private List<FailureRule> rules() {
    codes.setInvalid(false);
    if (restart.getValue() != Restart.NEVER) {
      return List.of();
    }
    try {
      return FailureRules.rules(codes.getValue());
    } catch (IllegalArgumentException wrong) {
      codes.setErrorMessage(wrong.getMessage());
      codes.setInvalid(true);
      return base.podFailurePolicy();
    }
  }

  /** What is shown without the further fields. */
  private JobSpec plain() {
    return JobSpec.of(base.completions(), base.parallelism())
        .with(base.backoffLimit(), base.activeDeadlineSeconds(), Restart.NEVER);
  }

  private void fit() {
    perIndex.setVisible(indexed.getValue());
    failedIndexes.setVisible(indexed.getValue());
    codes.setVisible(restart.getValue() == Restart.NEVER);
  }

  private static String words(Restart restart) {
    return switch (restart) {
      case ON_FAILURE -> "It is started again where it is";
      case NEVER -> "Another pod is made";
    };
  }
}
