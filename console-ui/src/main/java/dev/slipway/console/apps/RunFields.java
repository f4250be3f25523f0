package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.console.components.Sizes;
import java.util.Objects;

/** What an app is called and how it runs. */
class RunFields extends Div {
  private static final long MEBIBYTE = 1L << 20;

  private final TextField name = new TextField("Name");
  private final RadioButtonGroup<AppView.Kind> kind = new RadioButtonGroup<>("Kind");
  private final IntegerField port = new IntegerField("Port");
  private final Paragraph sentence = new Paragraph();
  private final JobFields job = new JobFields();
  private final ScheduleFields schedule;
  private final IntegerField replicas = new IntegerField("Pods");
  private final NumberField cpu = new NumberField("CPU cores");
  private final IntegerField memory = new IntegerField("Memory (MiB)");
  private final TextField readiness = new TextField("Readiness path");
  private AppSpec base = AppSpec.web(8080);

  RunFields(SchedulesApi schedules) {
    schedule = new ScheduleFields(schedules);
    addClassName("fields");
    name.setHelperText("Lower-case letters, digits and hyphens. Part of its address.");
    name.setAllowedCharPattern("[a-z0-9-]");
    kind.setItems(AppView.Kind.values());
    kind.setItemLabelGenerator(KindWords::choice);
    kind.addValueChangeListener(chosen -> fit(chosen.getValue()));
    sentence.addClassNames("muted", "small");
    port.setHelperText("Where your program listens; it is also given as PORT.");
    replicas.setHelperText("How many copies run.");
    readiness.setHelperText(
        "Asked until it answers 200 to 399; empty: a TCP connection is enough.");
    readiness.setPlaceholder("/healthz");
    show(AppView.Kind.WEB, base, 1);
    add(name, kind, sentence, schedule, job, port, replicas, cpu, memory, readiness);
  }

  void show(AppView.Kind shown, AppSpec spec, int pods) {
    base = spec;
    kind.setValue(shown);
    port.setValue(Objects.requireNonNullElse(spec.port(), 8080));
    replicas.setValue(Math.max(pods, scales(shown) ? 0 : 1));
    job.show(spec.job());
    schedule.show(spec.cron());
    cpu.setValue(spec.cpuMillis() / 1000.0);
    memory.setValue((int) (spec.memoryBytes() / MEBIBYTE));
    Probe probe = spec.readiness();
    readiness.setValue(probe == null || probe.path() == null ? "" : probe.path());
    fit(shown);
  }

  /** For an app that exists: name and kind stay. */
  void settled() {
    name.setVisible(false);
    kind.setVisible(false);
    // Among all that is asked of its pods, see HealthFields.
    readiness.setVisible(false);
  }

  boolean complete() {
    name.setInvalid(name.isVisible() && name.isEmpty());
    name.setErrorMessage("Give it a name.");
    boolean due = kind() != AppView.Kind.CRON_JOB || schedule.complete();
    boolean borne = !runs(kind()) || job.complete();
    return !name.isInvalid() && due && borne;
  }

  String name() {
    return name.getValue();
  }

  AppView.Kind kind() {
    return kind.getValue();
  }

  /** None for kinds whose pods nobody counts. */
  int replicas() {
    return scales(kind()) ? replicas.getValue() : 0;
  }

  AppSpec spec() {
    boolean web = kind() == AppView.Kind.WEB;
    String path = readiness.getValue().trim();
    return base.withPort(web ? port.getValue() : null)
        .withLimits(
            (int) Math.round(cpu.getValue() * 1000), memory.getValue() * MEBIBYTE, base.pids())
        .withProbes(
            web && !path.isEmpty() ? Probe.http(path) : null, base.liveness(), base.startup())
        .withJob(runs(kind()) ? job.spec() : null)
        .withCron(kind() == AppView.Kind.CRON_JOB ? schedule.spec() : null);
  }

  String words() {
    AppSpec spec = spec();
    return pods()
        + ", each up to "
        + Sizes.cores(spec.cpuMillis())
        + " and "
        + Sizes.bytes(spec.memoryBytes());
  }

  private String pods() {
    return switch (kind()) {
      case WEB, WORKER -> replicas() + (replicas() == 1 ? " pod" : " pods");
      case JOB -> job.words();
      case CRON_JOB -> schedule.words() + "; " + job.words();
      case DAEMON -> "one pod on every node";
    };
  }

  private static boolean scales(AppView.Kind kind) {
    return switch (kind) {
      case WEB, WORKER -> true;
      case JOB, CRON_JOB, DAEMON -> false;
    };
  }

  private static boolean runs(AppView.Kind kind) {
    return kind == AppView.Kind.JOB || kind == AppView.Kind.CRON_JOB;
  }

  private void fit(AppView.Kind chosen) {
    sentence.setText(KindWords.sentence(chosen));
    port.setVisible(chosen == AppView.Kind.WEB);
    readiness.setVisible(chosen == AppView.Kind.WEB);
    replicas.setVisible(scales(chosen));
    job.setVisible(runs(chosen));
    schedule.appear(chosen == AppView.Kind.CRON_JOB);
  }
}
