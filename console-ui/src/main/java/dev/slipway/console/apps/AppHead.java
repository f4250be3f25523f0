package dev.slipway.console.apps;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.apps.RunsStatus;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** An app's name, status in words, address, running version, and what one does most. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class AppHead extends Header {
  static final String DEPLOYS = "deployments:write";

  private final DeploymentsApi deployments;
  private final AppsApi apps;
  private final Div first = new Div();
  private final Div second = new Div();
  private final MenuBar bar = new MenuBar();
  private final MenuItem stop;
  private final MenuItem start;
  private final MenuItem pause;
  private final MenuItem resume;
  private UUID app = new UUID(0, 0);
  private @Nullable AppView shown;

  AppHead(DeploymentsApi deployments, AppsApi apps) {
    this.deployments = deployments;
    this.apps = apps;
    addClassName("page-head");
    first.addClassName("row");
    second.addClassNames("row", "muted", "small");
    second.getStyle().set("flex-basis", "100%");
    var spacer = new Span();
    spacer.addClassName("spacer");
    bar.addThemeVariants(MenuBarVariant.PRIMARY);
    bar.addItem("Deploy", "Build and roll out the branch", _ -> deploy(Deploy.branch()));
    MenuItem more = bar.addItem("More");
    more.setAriaLabel("More actions");
    SubMenu menu = more.getSubMenu();
    menu.addItem(
        "Deploy a branch, tag or commit",
        _ -> new DeployRefDialog(ref -> deploy(Deploy.of(ref))).open());
    menu.addItem("Restart, pod by pod", _ -> deploy(Deploy.again()));
    pause = menu.addItem("Pause rollouts", _ -> show(apps.pause(app)));
    resume = menu.addItem("Resume rollouts", _ -> show(apps.resume(app)));
    resume.setVisible(false);
    stop = menu.addItem("Stop", _ -> stop());
    start = menu.addItem("Start", _ -> show(apps.start(app)));
    start.setVisible(false);
    add(first, spacer, bar, second);
  }

  void show(AppView view) {
    if (view.equals(shown)) {
      return;
    }
    shown = view;
    app = view.id();
    pause.setVisible(!view.paused());
    resume.setVisible(view.paused());
    stop.setVisible(!view.stopped());
    start.setVisible(view.stopped());
    first.removeAll();
    first.add(new H1(view.slug()), AppStatus.badge(view.status()));
    if (view.paused()) {
      first.add(new StatusBadge("Paused", Tone.WAIT));
    }
    second.removeAll();
    second.add(new Span(state(view)));
    runs(view.runs());
    String address = view.address();
    if (address != null) {
      var link = new Anchor(address, address.replaceFirst("^https?://", ""));
      link.setTarget("_blank");
      second.add(dot(), link, Copyable.button(address));
    }
    RevisionView running = view.running();
    if (running != null) {
      second.add(dot(), new Span("revision " + running.number()));
      String commit = running.commit();
      if (commit != null) {
        var hash = new Span(Sizes.commit(commit));
        hash.addClassName("code");
        second.add(hash);
      }
      second.add(new RelativeTime(running.createdAt()));
    }
  }

  /** What is wrong is told below in full. */
  private static String state(AppView view) {
    return view.status() == AppView.Status.FAILING && view.runs() == null
        ? "%d of %d %s ready."
            .formatted(
                view.readyReplicas(), view.replicas(), view.replicas() == 1 ? "pod is" : "pods are")
        : view.statusReason();
  }

  private void runs(@Nullable RunsStatus runs) {
    if (runs == null) {
      return;
    }
    Instant last = runs.lastAt();
    if (last != null) {
      second.add(dot(), new Span("last run ended"), new RelativeTime(last));
    }
    Instant next = runs.next();
    if (next != null) {
      second.add(dot(), new Span("next run"), new RelativeTime(next));
    }
  }

  /** Shows whether the reader may deploy here. */
  void allow(RightsView rights) {
    bar.getItems().forEach(item -> Allowed.to(DEPLOYS, rights::may, item));
    MenuItem _ = Allowed.to(DEPLOYS, rights::may, pause);
    MenuItem _ = Allowed.to(DEPLOYS, rights::may, resume);
    MenuItem _ = Allowed.to("apps:write", rights::may, stop);
    MenuItem _ = Allowed.to("apps:write", rights::may, start);
  }

  private void stop() {
    AppView view = shown;
    if (view != null) {
      new ConfirmDialog(
              "Stop " + view.slug() + "?",
              "Its pods end in order"
                  + (view.address() == null ? ". " : ", and " + view.address() + " answers 503. ")
                  + "Nothing is removed; starting it brings its pods back.",
              "Stop app",
              () -> show(apps.stop(app)))
          .open();
    }
  }

  private void deploy(Deploy what) {
    var deployment = deployments.deploy(app, what);
    UI.getCurrent().navigate("apps/" + app + "/deployments/" + deployment.id());
  }

  private static Span dot() {
    var dot = new Span("·");
    dot.addClassName("dot");
    return dot;
  }
}
