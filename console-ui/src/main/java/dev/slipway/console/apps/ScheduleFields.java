package dev.slipway.console.apps;

import static java.util.Objects.requireNonNullElse;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.api.Refusal;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.CronSpec.Concurrency;
import dev.slipway.api.jobs.ScheduleView;
import dev.slipway.api.jobs.SchedulesApi;
import org.jspecify.annotations.Nullable;

/** When a cron job runs; shows at once what that means. */
class ScheduleFields extends Div {
  private final SchedulesApi schedules;
  private final TextField schedule = new TextField("Schedule");
  private final TextField zone = new TextField("Time zone");
  private final Select<Concurrency> meanwhile = new Select<>();
  private final Span next = new Span();
  private final Minutes late =
      new Minutes(
          "Given up when late by (minutes)", "Empty: the latest missed run is made up for.");
  private final IntegerField succeeded = new IntegerField("Runs kept that succeeded");
  private final IntegerField failed = new IntegerField("Other runs kept");
  private final Details more = new Details("More about its schedule");
  private CronSpec base = CronSpec.of("0 3 * * *", "UTC");

  ScheduleFields(SchedulesApi schedules) {
    this.schedules = schedules;
    addClassName("fields");
    schedule.setHelperText(
        "Minute, hour, day of month, month, weekday; or @hourly, @daily, @weekly, @monthly.");
    schedule.setValueChangeMode(ValueChangeMode.LAZY);
    schedule.addValueChangeListener(_ -> preview());
    zone.setHelperText("Such as Europe/Berlin. Summer time is followed.");
    zone.setValueChangeMode(ValueChangeMode.LAZY);
    zone.addValueChangeListener(_ -> preview());
    meanwhile.setLabel("When a run is due and one is under way");
    meanwhile.setItems(Concurrency.values());
    meanwhile.setItemLabelGenerator(policy ->
        switch (policy) {
          case ALLOW -> "Both run";
          case FORBID -> "The new one waits";
          case REPLACE -> "The old one is ended";
        });
    next.addClassNames("muted", "small");
    next.getElement().setAttribute("aria-live", "polite");
    succeeded.setMin(0);
    failed.setMin(0);
    var fields = new Div(late, succeeded, failed);
    fields.addClassName("fields");
    more.add(fields);
    add(schedule, zone, meanwhile, next, more);
    setVisible(false);
    show(null);
  }

  final void show(@Nullable CronSpec spec) {
    base = spec == null ? CronSpec.of("0 3 * * *", "UTC") : spec;
    schedule.setValue(base.schedule());
    zone.setValue(base.timeZone());
    meanwhile.setValue(base.concurrencyPolicy());
    late.show(base.startingDeadlineSeconds());
    succeeded.setValue(base.successfulRunsHistoryLimit());
    failed.setValue(base.failedRunsHistoryLimit());
    CronSpec plain = CronSpec.of(base.schedule(), base.timeZone());
    more.setOpened(
        base.startingDeadlineSeconds() != null
            || !base.successfulRunsHistoryLimit().equals(plain.successfulRunsHistoryLimit())
            || !base.failedRunsHistoryLimit().equals(plain.failedRunsHistoryLimit()));
  }

  final void appear(boolean shown) {
    setVisible(shown);
    preview();
  }

  /** False with a word at the field when it is no schedule. */
  boolean complete() {
    preview();
    return !schedule.isInvalid();
  }

  CronSpec spec() {
    return new CronSpec(
        schedule.getValue().trim(),
        zone(),
        meanwhile.getValue(),
        late.seconds(),
        requireNonNullElse(succeeded.getValue(), base.successfulRunsHistoryLimit()),
        requireNonNullElse(failed.getValue(), base.failedRunsHistoryLimit()),
        base.suspend());
  }

  String words() {
    return next.getText();
  }

  private String zone() {
    return zone.isEmpty() ? "UTC" : zone.getValue().trim();
  }

  private void preview() {
    if (!isVisible()) {
      return;
    }
    try {
      ScheduleView view = schedules.preview(schedule.getValue().trim(), zone());
      schedule.setInvalid(false);
      next.setText("Next: " + NextTimes.words(view));
    } catch (RuntimeException refused) {
      if (!(refused instanceof Refusal)) {
        throw refused;
      }
      schedule.setErrorMessage(refused.getMessage());
      schedule.setInvalid(true);
      next.setText("");
    }
  }
}
