package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;

/** An app among others: name, status, where it answers, what runs. */
public class AppCard extends Anchor {
  public AppCard(AppView app) {
    setHref("apps/" + app.id());
    addClassName("card");
    var head = new Div(new H2(app.slug()), spacer(), AppStatus.badge(app.status()));
    head.addClassName("card-head");
    var place = muted(app.projectSlug() + " / " + app.environmentSlug());
    var reason = new Span(app.statusReason());
    reason.addClassName("small");
    add(head, place, reason, version(app));
  }

  private static Div version(AppView app) {
    var line = new Div();
    line.addClassNames("row", "muted", "small");
    var running = app.running();
    if (running == null) {
      line.add(
          new Span(
              app.status() == AppView.Status.FAILING
                  ? "No deployment made it yet"
                  : "Nothing deployed yet"));
      return line;
    }
    line.add(new Span("Revision " + running.number()));
    if (running.commit() != null) {
      var commit = new Span(Sizes.commit(running.commit()));
      commit.addClassName("code");
      line.add(commit);
    }
    line.add(new RelativeTime(running.createdAt()));
    return line;
  }

  private static Span spacer() {
    var spacer = new Span();
    spacer.addClassName("spacer");
    return spacer;
  }

  private static Span muted(String text) {
    var span = new Span(text);
    span.addClassNames("muted", "small");
    return span;
  }
}
