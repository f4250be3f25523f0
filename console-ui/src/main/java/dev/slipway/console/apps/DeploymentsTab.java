package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.List;

/** Every deployment, newest first, and every revision one can go back to. */
class DeploymentsTab extends Div implements Refreshable {
  private final DeploymentsApi deployments;
  private final AppsApi apps;
  private final HtmlTable<DeploymentView> history =
      new HtmlTable<>("Deployments", DeploymentView::id);
  private final HtmlTable<RevisionView> revisions = new HtmlTable<>("Revisions", RevisionView::id);
  private final EmptyState none =
      new EmptyState("No deployment yet", "Push to the app's branch, or press Deploy.");
  private final RightsView rights;
  private final Card historyCard = new Card("Deployments", history);
  private final Card revisionsCard = new Card("Revisions", revisions);
  private AppView app;

  DeploymentsTab(DeploymentsApi deployments, AppsApi apps, AppView app, RightsView rights) {
    this.deployments = deployments;
    this.apps = apps;
    this.app = app;
    this.rights = rights;
    addClassName("stack");
    history
        .column("State", row -> DeploymentStatus.badge(row.state()))
        .column("Deployment", DeploymentView::number, this::link)
        .column("Version", DeploymentsTab::version)
        .text(
            "Started by", row -> DeploymentStatus.trigger(row.trigger()) + ", " + row.triggeredBy())
        .text("Result", row -> row.problem() == null ? "" : row.problem())
        .time("Age", row -> row.createdAt());
    revisions
        .text("Revision", row -> String.valueOf(row.number()))
        .text("Commit", row -> row.commit() == null ? "" : Sizes.commit(row.commit()))
        .text("Subject", row -> row.subject() == null ? "" : row.subject())
        .time("Made", row -> row.createdAt())
        .column("", row -> List.of(row.number(), runs(row)), this::back);
    add(none, historyCard, revisionsCard);
    refresh(app);
  }

  @Override
  public final void refresh(AppView now) {
    app = now;
    List<DeploymentView> recent = deployments.list(now.id(), null, 30).items();
    none.setVisible(recent.isEmpty());
    historyCard.setVisible(!recent.isEmpty());
    history.show(recent);
    List<RevisionView> made = apps.revisions(now.id());
    revisionsCard.setVisible(!made.isEmpty());
    revisions.show(made);
  }

  private Anchor link(DeploymentView row) {
    return new Anchor("apps/" + app.id() + "/deployments/" + row.id(), "#" + row.number());
  }

  private static Span version(DeploymentView row) {
    String commit = row.commit();
    String subject = row.subject();
    String words = commit == null ? "" : Sizes.commit(commit) + " ";
    return new Span(words + (subject == null ? "" : Sizes.middle(subject, 60)));
  }

  private boolean runs(RevisionView revision) {
    RevisionView running = app.running();
    return running != null && running.number() == revision.number();
  }

  private Component back(RevisionView revision) {
    if (runs(revision)) {
      return new StatusBadge("Running", Tone.GOOD);
    }
    var back = new Button("Roll back", _ -> confirm(revision));
    back.addThemeVariants(ButtonVariant.SMALL);
    back.setAriaLabel("Roll back to revision " + revision.number());
    return Allowed.to("deployments:write", rights::may, back);
  }

  private void confirm(RevisionView revision) {
    RevisionView running = app.running();
    String from = running == null ? "" : " in place of revision " + running.number();
    new ConfirmDialog(
            "Roll back to revision " + revision.number() + "?",
            "Its image, settings and variables come back"
                + from
                + ", pod by pod. The one running now keeps answering"
                + " until the other is ready.",
            "Roll back",
            () -> {
              var deployment = deployments.deploy(app.id(), Deploy.revision(revision.number()));
              UI.getCurrent().navigate("apps/" + app.id() + "/deployments/" + deployment.id());
            })
        .open();
  }
}
