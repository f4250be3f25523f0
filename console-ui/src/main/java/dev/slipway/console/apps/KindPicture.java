package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;

/** What makes pods of an app nobody reaches: boxes from what begins it to how it ends. */
class KindPicture extends Div {
  KindPicture(AppView.Kind kind) {
    addClassName("picture");
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", KindWords.sentence(kind));
    String[][] boxes =
        switch (kind) {
          case CRON_JOB ->
              new String[][] {
                {"Schedule", "is due"},
                {"Run", "once for each time"},
                {"Pods", "exit with 0"},
                {"Run", "succeeded"}
              };
          case DAEMON -> new String[][] {{"Node", "each one"}, {"Pod", "one on it, always"}};
          case WEB, WORKER, JOB ->
              new String[][] {
                {"Deployment", "or Run now"},
                {"Run", "one"},
                {"Pods", "exit with 0"},
                {"Run", "succeeded"}
              };
        };
    for (int i = 0; i < boxes.length; i++) {
      if (i > 0) {
        var wire = new Div();
        wire.addClassName("wire");
        add(wire);
      }
      var title = new Span(boxes[i][0]);
      title.addClassName("kind");
      var box = new Div(title, new Span(boxes[i][1]));
      box.addClassName("node");
      add(box);
    }
  }
}
