package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.activity.EventList;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who reaches what, the pods, what happened last. */
class OverviewTab extends Div implements Refreshable {
  private final AppsApi apps;
  private final EventsApi events;
  private final @Nullable RunsCard runs;
  private final Div trouble = new Div();
  private final Div picture = new Div();
  private final PodTable pods;
  private final Div none = new Div("No pods. They appear with the first deployment.");
  private final EventList activity = new EventList(false);

  /**
   * @param runs of jobs and cron jobs; null for other kinds
   */
  OverviewTab(
      AppsApi apps, EventsApi events, AppView app, RightsView rights, @Nullable RunsCard runs) {
    this.runs = runs;
    this.apps = apps;
    this.events = events;
    this.pods = new PodTable();
    if (rights.may(TerminalTab.RIGHT)) {
      pods.withTerminals(app.id());
    }
    addClassName("stack");
    none.addClassName("muted");
    add(trouble);
    String git = app.gitAddress();
    if (git != null && app.running() == null) {
      add(firstPush(git, app.source().branch()));
    }
    var side = new Div(about(app));
    side.addClassName("stack");
    var left = new Div(new Card(about(app.kind()), picture));
    if (runs != null) {
      left.add(runs);
    }
    left.add(new Card("Pods", pods, none), new Card("Events", activity));
    left.addClassName("stack");
    var split = new Div(left, side);
    split.addClassName("split");
    add(split);
    refresh(app);
  }

  @Override
  public final void refresh(AppView app) {
    List<PodView> current = apps.pods(app.id());
    trouble.removeAll();
    if (app.status() == AppView.Status.FAILING) {
      trouble.add(new Notice(Tone.BAD, "This app is failing", app.statusReason()));
    }
    picture.removeAll();
    picture.add(picture(app, current));
    if (runs != null) {
      runs.refresh(app);
    }
    pods.show(current);
    pods.setVisible(!current.isEmpty());
    none.setVisible(current.isEmpty());
    activity.show(events.ofApp(app.id(), null, 12).items());
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
