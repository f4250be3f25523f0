package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.api.metrics.AppUsageApi;
import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.api.metrics.AutoscalingApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.activity.EventList;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.Ticks;
import dev.slipway.console.components.Tone;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who reaches what, the pods, what happened last. */
class OverviewTab extends Div implements Refreshable {
  private static final Duration FIGURES = Duration.ofSeconds(10);

  private final AppsApi apps;
  private final EventsApi events;
  private final AppUsageApi figures;
  private final AutoscalingApi scaling;
  private final @Nullable RunsCard runs;
  private final Div trouble = new Div();
  private final Div picture = new Div();
  private final PodTable pods;
  private final Div none = new Div();
  private final EventList activity = new EventList(false);
  private final UsageCard usage = new UsageCard();
  private final AutoscalingCard autoscaling = new AutoscalingCard();
  private AppView shown;

  /**
   * @param runs of jobs and cron jobs; null for other kinds
   */
  OverviewTab(
      AppsApi apps,
      EventsApi events,
      AppUsageApi figures,
      AutoscalingApi scaling,
      AppView app,
      RightsView rights,
      @Nullable RunsCard runs) {
    this.figures = figures;
    this.scaling = scaling;
    this.shown = app;
    this.runs = runs;
    this.apps = apps;
    this.events = events;
    this.pods = new PodTable();
    if (rights.may(TerminalTab.RIGHT)) {
      pods.withTerminals(app.id());
    }
    if (rights.may(AppHead.DEPLOYS) && app.runs() == null) {
      pods.withMenus(actions(app, rights));
    }
    addClassName("stack");
    none.addClassName("muted");
    add(trouble);
    String git = app.gitAddress();
    if (git != null && neverDeployed(app)) {
      add(firstPush(git, app.source().branch()));
    }
    var side = new Div(about(app), autoscaling);
    side.addClassName("stack");
    var split = new Div(new Card(about(app.kind()), picture), side);
    split.addClassName("split");
    add(split);
    if (runs != null) {
      add(runs);
    }
    // What is told of a pod needs the whole width.
    add(new Card("Pods", pods, none), usage, new Card("Events", activity));
    refresh(app);
    Ticks.whileShown(this, FIGURES, () -> figures(apps.pods(shown.id())));
  }

  @Override
  public final void refresh(AppView app) {
    shown = app;
    List<PodView> current = apps.pods(app.id());
    trouble.removeAll();
    if (app.status() == AppView.Status.FAILING) {
      trouble.add(
          new Notice(
              Tone.BAD,
              "This app is failing",
              app.statusReason(),
              new Anchor("apps/" + app.id() + "/deployments", "See its deployments")));
    }
    picture.removeAll();
    picture.add(picture(app, current));
    if (runs != null) {
      runs.refresh(app);
    }
    figures(current);
    activity.show(events.ofApp(app.id(), null, 12).items());
  }

  /** What is used, and what autoscaling makes of it. */
  private void figures(List<PodView> current) {
    AppUsageView used = figures.usage(shown.id());
    pods.use(used.pods());
    pods.show(current);
    pods.setVisible(!current.isEmpty());
    none.setVisible(current.isEmpty());
    none.setText(withoutPods(shown));
    usage.show(shown, used);
    autoscaling.show(scaling.autoscaling(shown.id()));
  }

  private PodMenu.Actions actions(AppView app, RightsView rights) {
    boolean several = app.kind() == AppView.Kind.WEB || app.kind() == AppView.Kind.WORKER;
    return new PodMenu.Actions(
        pod -> done(() -> apps.restart(app.id(), pod.id())),
        pod -> done(() -> apps.stop(app.id(), pod.id())),
        pod -> done(() -> apps.pause(app.id(), pod.id())),
        pod -> done(() -> apps.resume(app.id(), pod.id())),
        several && rights.may(SettingsTab.CHANGE),
        app.kind() == AppView.Kind.WEB);
  }

  private void done(Runnable action) {
    action.run();
    refresh(apps.app(shown.id()));
  }

  private static boolean neverDeployed(AppView app) {
    return app.running() == null
        && app.status() != AppView.Status.FAILING
        && app.status() != AppView.Status.PROGRESSING;
  }

  private static String withoutPods(AppView app) {
    if (app.stopped()) {
      return "No pods: the app is stopped. More → Start brings them back.";
    }
    if (neverDeployed(app)) {
      return "No pods. They appear with the first deployment.";
    }
    if (app.runs() != null) {
      return "No run is under way. Each run makes pods of its own, and keeps how they ended.";
    }
    return "No pods run. What became of its last deployment is under Deployments.";
  }

  private static String about(AppView.Kind kind) {
    return kind == AppView.Kind.WEB ? "Who reaches it" : "How it runs";
  }

  private static Div picture(AppView app, List<PodView> pods) {
    return switch (app.kind()) {
      case WEB, WORKER -> new TopologyPicture(app, pods);
      case JOB, CRON_JOB, DAEMON -> new KindPicture(app.kind());
    };
  }

  private static Card firstPush(String git, String branch) {
    var words =
        new Span("In your repository, with an API token as the password (API tokens → New token):");
    words.addClassName("muted");
    return new Card(
        "Push to deploy",
        words,
        new Copyable("git remote add slipway " + git + "\ngit push slipway HEAD:" + branch));
  }

  private static Card about(AppView app) {
    var facts = new Facts();
    facts.add("Kind", KindWords.title(app.kind()));
    if (app.runs() == null) {
      facts.add("Pods", app.readyReplicas() + " of " + app.replicas() + " ready");
    }
    facts.add(
        "Each up to",
        Sizes.cores(app.spec().cpuMillis()) + ", " + Sizes.bytes(app.spec().memoryBytes()));
    if (app.spec().port() != null) {
      facts.add("Port", String.valueOf(app.spec().port()));
    }
    String service = app.serviceAddress();
    if (service != null) {
      facts.add("Cluster address", service);
    }
    String url = app.source().url();
    String git = app.gitAddress();
    facts.add("Source", url != null ? url : git == null ? "" : git);
    facts.add("Branch", app.source().branch());
    return new Card("About", facts);
  }
}
