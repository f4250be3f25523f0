package dev.slipway.console.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.jobs.RunView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.InMemoryRuns;
import dev.slipway.console.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JobViewsTest extends ConsoleTest {
  @Autowired private InMemoryApps apps;
  @Autowired private InMemoryRuns runs;
  @Autowired private InMemoryRuns.Schedules schedules;

  @AfterEach
  void forget() {
    apps.created.clear();
    runs.asked.clear();
    runs.state = RunView.State.RUNNING;
    schedules.suspended = false;
  }

  @Test
  void aCronJobShowsWhenItRunsWhileOneTypes() {
    create(AppView.Kind.CRON_JOB);
    assertThat(text())
        .contains("crontab", "Next: Mon 2 Mar 02:00, Tue 3 Mar 02:00, Wed 4 Mar 02:00 (UTC)");
    find(TextField.class, "Time zone").setValue("Europe/Berlin");
    assertThat(text()).contains("Mon 2 Mar 03:00").contains("(Europe/Berlin)");
    find(TextField.class, "Schedule").setValue("never");
    find(Button.class, "Continue").click();
    assertThat(find(TextField.class, "Schedule").getErrorMessage()).contains("not a schedule");
    find(TextField.class, "Schedule").setValue("0 3 * * *");
    find(Button.class, "Continue").click();
    find(Button.class, "Create app").click();
    CreateApp made = apps.created.getFirst();
    assertThat(made.kind()).isEqualTo(AppView.Kind.CRON_JOB);
    assertThat(made.replicas()).isZero();
    CronSpec cron = requireNonNull(requireNonNull(made.spec()).cron());
    assertThat(cron.timeZone()).isEqualTo("Europe/Berlin");
  }

  @Test
  void aJobSaysWhenItIsDone() {
    create(AppView.Kind.JOB);
    find(IntegerField.class, "Successes").setValue(5);
    find(IntegerField.class, "Pods at once").setValue(2);
    find(IntegerField.class, "Time limit (minutes)").setValue(10);
    find(Button.class, "Continue").click();
    assertThat(text()).contains("done after 5 successes, up to 2 pods at once");
    find(Button.class, "Create app").click();
    JobSpec job = requireNonNull(requireNonNull(apps.created.getFirst().spec()).job());
    assertThat(job.completions()).isEqualTo(5);
    assertThat(job.activeDeadlineSeconds()).isEqualTo(600);
  }

  @Test
  void aJobOfNumberedPartsSaysWhatEachOfThemBears() {
    create(AppView.Kind.JOB);
    find(IntegerField.class, "Successes").setValue(20);
    find(Checkbox.class, "Each success has a number of its own").setValue(true);
    find(IntegerField.class, "Failures borne by each number").setValue(3);
    find(IntegerField.class, "Numbers that may fail").setValue(2);
    find(IntegerField.class, "Removed after its end (minutes)").setValue(60);
    find(TextArea.class, "What exit codes mean").setValue("fail 2\nignore not 0 143");
    find(Button.class, "Continue").click();
    find(Button.class, "Create app").click();

    JobSpec job = requireNonNull(requireNonNull(apps.created.getFirst().spec()).job());
    assertThat(job.indexed()).isTrue();
    assertThat(job.backoffLimitPerIndex()).isEqualTo(3);
    assertThat(job.maxFailedIndexes()).isEqualTo(2);
    assertThat(job.ttlSecondsAfterFinished()).isEqualTo(3600);
    assertThat(job.podFailurePolicy())
        .containsExactly(
            new FailureRule(FailureRule.Action.FAIL_JOB, FailureRule.Operator.IN, List.of(2)),
            new FailureRule(
                FailureRule.Action.IGNORE, FailureRule.Operator.NOT_IN, List.of(0, 143)));
  }

  @Test
  void aLineThatIsNoRuleIsExplained() {
    create(AppView.Kind.JOB);
    find(TextArea.class, "What exit codes mean").setValue("explode 2");
    find(Button.class, "Continue").click();
    assertThat(find(TextArea.class, "What exit codes mean").getErrorMessage())
        .contains("begins with none of fail, ignore");
    assertThat(apps.created).isEmpty();
  }

  @Test
  void howLongARunMayBeLateIsSaid() {
    create(AppView.Kind.CRON_JOB);
    find(IntegerField.class, "Given up when late by (minutes)").setValue(5);
    find(IntegerField.class, "Runs kept that succeeded").setValue(10);
    find(Button.class, "Continue").click();
    find(Button.class, "Create app").click();
    CronSpec cron = requireNonNull(requireNonNull(apps.created.getFirst().spec()).cron());
    assertThat(cron.startingDeadlineSeconds()).isEqualTo(300);
    assertThat(cron.successfulRunsHistoryLimit()).isEqualTo(10);
    assertThat(cron.failedRunsHistoryLimit()).isEqualTo(1);
  }

  @Test
  void aDaemonIsExplained() {
    create(AppView.Kind.DAEMON);
    assertThat(text()).contains("docker run -d on every machine");
    find(Button.class, "Continue").click();
    assertThat(text()).contains("one pod on every node", "nothing: Daemon");
  }

  @Test
  void aCronJobsPageShowsItsRuns() {
    open("apps/" + Samples.JOB);
    assertThat(text())
        .contains(
            "backup-29453762", "2 of 5 succeeded, 1 failed", "42 s", "Its pods failed 7 times")
        .contains("Next: Mon 2 Mar 03:00", "next run", "Succeeded");
    find(Button.class, "Run now").click();
    find(Button.class, "Suspend backup-29453762").click();
    find(Button.class, "Resume backup-29453762").click();
    assertThat(runs.asked).containsExactly("start", "suspend", "resume");
  }

  @Test
  void cancelingARunAsksFirst() {
    open("apps/" + Samples.JOB);
    find(Button.class, "Cancel backup-29453762").click();
    assertThat(runs.asked).isEmpty();
    respond();
    find(Button.class, "Stop run").click();
    assertThat(runs.asked).containsExactly("cancel");
  }

  @Test
  void aScheduleIsSuspendedAndResumed() {
    open("apps/" + Samples.JOB);
    find(Button.class, "Suspend schedule").click();
    assertThat(schedules.suspended).isTrue();
    assertThat(text()).contains("Next: suspended");
    find(Button.class, "Resume schedule").click();
    assertThat(schedules.suspended).isFalse();
  }

  @Test
  void aRunShowsHowItsPodsEnded() {
    open("apps/" + Samples.JOB + "/runs/" + Samples.RUN);
    assertThat(text()).contains("slp-backup-r2-abcdef", "no database", "backup-29453760 begins.");
  }

  @SuppressWarnings("unchecked")
  private void create(AppView.Kind kind) {
    open("apps/new");
    find(Button.class, "Continue").click();
    find(TextField.class, "Name").setValue("backup");
    ((RadioButtonGroup<AppView.Kind>) find(RadioButtonGroup.class, "Kind")).setValue(kind);
  }
}
