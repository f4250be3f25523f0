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
  private final Div newerLine = labelled("New version", newer);
  private final Div olderLine = labelled("Old version", older);

  RolloutPicture() {
    addClassName("stack");
    newer.addClassName("pods");
    older.addClassName("pods");
    var bar = new Div(fill);
    bar.addClassName("bar");
    steps.addClassName("steps");
    words.addClassNames("muted", "small");
    add(steps, bar, words, newerLine, olderLine);
  }

  void show(DeploymentView now) {
    steps(now);
    int wanted = Math.max(1, now.wantedPods());
    int percent =
        now.state() == DeploymentView.State.COMPLETE
            ? 100
            : Math.min(100, 100 * now.newReady() / wanted);
    fill.getStyle().setWidth(percent + "%");
    words.setText(words(now));
    squares(newer, now.newReady(), "ready");
    for (int i = now.newReady(); i < now.newPods(); i++) {
      newer.add(square("new"));
    }
    squares(older, now.oldPods(), "old");
    newerLine.setVisible(now.newReady() + now.newPods() > 0);
    olderLine.setVisible(now.oldPods() > 0);
  }

  private static String words(DeploymentView now) {
    String newer = now.newReady() + " of " + now.wantedPods() + " new pods ready";
    return switch (now.oldPods()) {
      case 0 -> newer;
      case 1 -> newer + ", 1 old pod still there";
      default -> newer + ", " + now.oldPods() + " old pods still there";
    };
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
