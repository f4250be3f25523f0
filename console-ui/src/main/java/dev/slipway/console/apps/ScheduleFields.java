package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
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
    add(schedule, zone, meanwhile, next);
    setVisible(false);
    show(null);
  }

  final void show(@Nullable CronSpec spec) {
    base = spec == null ? CronSpec.of("0 3 * * *", "UTC") : spec;
    schedule.setValue(base.schedule());
    zone.setValue(base.timeZone());
    meanwhile.setValue(base.concurrencyPolicy());
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
    return base.at(schedule.getValue().trim(), zone())
        .with(meanwhile.getValue(), base.startingDeadlineSeconds());
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
