package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.KeyedList;
import dev.slipway.console.components.RelativeTime;

/** What autoscaling does now, what holds it back, and what it did last. */
class AutoscalingCard extends Card {
  private static final int LAST = 5;

  private final Span now = new Span();
  private final Paragraph why = new Paragraph();
  private final KeyedList<Scaling> last =
      new KeyedList<>(scaling -> scaling, AutoscalingCard::line);

  AutoscalingCard() {
    super("Autoscaling");
    why.addClassNames("muted", "small");
    last.addClassName("stack");
    add(now, why, last);
  }

  void show(AutoscalingView view) {
    Autoscaling settings = view.settings();
    setVisible(settings != null);
    if (settings == null) {
      return;
    }
    now.setText(AutoscalingWords.now(view, settings));
    String remark =
        view.conditions().isEmpty()
            ? "It was switched on just now and looks every 15 seconds."
            : AutoscalingWords.remarkable(view).map(condition -> condition.message()).orElse("");
    why.setText(remark);
    why.setVisible(!remark.isEmpty());
    last.show(view.scalings().stream().limit(LAST).toList());
  }

  private static Div line(Scaling scaling) {
    var line = new Div(new RelativeTime(scaling.at()), new Span(" " + scaling.reason()));
    line.addClassName("small");
    return line;
  }
}
