package dev.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.KeyedList;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One deployment: its build's log and its rollout, as they happen. */
class DeploymentDetail extends Div implements Refreshable {
  private final DeploymentsApi deployments;
  private final UUID id;
  private final Span title = new Span();
  private final KeyedList<DeploymentView.State> state =
      new KeyedList<>(one -> one, DeploymentStatus::badge);
  private final Div trouble = new Div();
  private final RolloutPicture rollout = new RolloutPicture();
  private final Facts facts = new Facts();
  private final BuildLog log;
  private final Card built;
  private final Button cancel = new Button("Cancel deployment");

  DeploymentDetail(DeploymentsApi deployments, AppView app, UUID id, RightsView rights) {
    this.deployments = deployments;
    this.id = id;
    addClassName("stack");
    title.getStyle().setFontWeight(620).setFontSize("17px");
    var head = new Div(title, state, cancel);
    head.addClassName("row");
    log = new BuildLog(deployments);
    built = new Card("Build log", log);
    cancel.addClickListener(_ -> confirm(app));
    Button _ = Allowed.to("deployments:write", rights::may, cancel);
    var split = new Div(new Card("Rollout", rollout), new Card("About", facts));
    split.addClassName("split");
    add(
        new Anchor("apps/" + app.id() + "/deployments", "← All deployments"),
        head,
        trouble,
        split,
        built);
    refresh(app);
  }

  @Override
  public final void refresh(AppView app) {
    DeploymentView now = deployments.deployment(id);
    title.setText("Deployment #" + now.number());
    state.show(List.of(now.state()));
    // It stays where it is, under the finger of whoever is about to press it.
    cancel.setVisible(!now.state().ended());
    trouble.removeAll();
    String problem = now.problem();
    if (problem != null) {
      trouble.add(new Notice(Tone.BAD, "What went wrong", problem));
    }
    rollout.show(now);
    about(now);
    BuildView build = now.build();
    // An older revision is deployed as it is.
    built.setVisible(build != null);
    if (build != null) {
      log.show(build);
    }
  }

  private void confirm(AppView app) {
    new ConfirmDialog(
            "Cancel this deployment?",
            "Its build ends, or its new pods go again. What ran before stays as it is.",
            "Stop deployment",
            () -> {
              DeploymentView _ = deployments.cancel(id);
              refresh(app);
            })
        .open();
  }

  private void about(DeploymentView now) {
    facts.removeAll();
    facts.add("Started by", DeploymentStatus.trigger(now.trigger()) + ", " + now.triggeredBy());
    facts.add("Started", new RelativeTime(now.createdAt()));
    Instant finished = now.finishedAt();
    if (finished != null) {
      facts.add("Took", RelativeTime.span(Duration.between(now.createdAt(), finished)));
    }
    String commit = now.commit();
    if (commit != null) {
      facts.add("Commit", Sizes.commit(commit));
    }
    String subject = now.subject();
    if (subject != null) {
      facts.add("Subject", subject);
    }
    Integer revision = now.revision();
    if (revision != null) {
      facts.add("Revision", String.valueOf(revision));
    }
    facts.add("Strategy", "ROLLING".equals(now.strategy()) ? "Rolling update" : now.strategy());
  }
}
