package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.deployments.DeploymentView;

/** Old pods going, new pods coming. */
class RolloutPicture extends Div {
  private final Div steps = new Div();
  private final Div newer = new Div();
  private final Div older = new Div();
  private final Span fill = new Span();
  private final Span words = new Span();

  RolloutPicture() {
    addClassName("stack");
    newer.addClassName("pods");
    older.addClassName("pods");
    var bar = new Div(fill);
    bar.addClassName("bar");
    steps.addClassName("steps");
    words.addClassNames("muted", "small");
    add(steps, bar, words, labelled("New version", newer), labelled("Old version", older));
  }

  void show(DeploymentView now) {
    steps(now);
    int wanted = Math.max(1, now.wantedPods());
    int percent =
        now.state() == DeploymentView.State.COMPLETE
            ? 100
            : Math.min(100, 100 * now.newReady() / wanted);
    fill.getStyle().setWidth(percent + "%");
    words.setText(
        now.newReady()
            + " of "
            + now.wantedPods()
            + " new pods ready, "
            + now.oldPods()
            + " old pods still there");
    squares(newer, now.newReady(), "ready");
    for (int i = now.newReady(); i < now.newPods(); i++) {
      newer.add(square("new"));
    }
    squares(older, now.oldPods(), "old");
  }

  private void steps(DeploymentView now) {
    int at =
        switch (now.state()) {
          case BUILDING -> 0;
          case PENDING -> 1;
          case PROGRESSING, ABORTING -> 2;
          case COMPLETE -> 4;
          case FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> -1;
        };
    String[] names = {"Build", "Wait its turn", "Roll out", "Done"};
    steps.removeAll();
    for (int i = 0; i < names.length; i++) {
      var step = new Span(names[i]);
      step.addClassName(i < at ? "done" : i == at ? "now" : "later");
      steps.add(step);
    }
  }

  private static void squares(Div row, int count, String kind) {
    row.removeAll();
    for (int i = 0; i < count; i++) {
      row.add(square(kind));
    }
  }

  private static Span square(String kind) {
    var square = new Span();
    square.addClassNames("pod", kind);
    return square;
  }

  private static Div labelled(String label, Div row) {
    var name = new Span(label);
    name.addClassNames("muted", "small");
    name.getStyle().setMinWidth("90px");
    var line = new Div(name, row);
    line.addClassName("row");
    return line;
  }
}
