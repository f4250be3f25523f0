package dev.slipway.console.activity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.logs.EventView;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.List;

/** Events with their reasons. */
public class EventList extends Div {
  private final HtmlTable<EventView> table;

  public EventList(boolean withApp) {
    table = new HtmlTable<>("Events", EventView::id);
    table.addClassName("events");
    table.whenEmpty("Nothing has happened yet.");
    table.column("What", event -> new StatusBadge(words(event.reason()), tone(event.severity())));
    if (withApp) {
      table.column("App", EventList::app);
    }
    table.text("Why", EventView::message);
    table.time("When", event -> event.at());
    add(table);
  }

  public void show(List<EventView> events) {
    table.show(events);
  }

  private static Component app(EventView event) {
    return event.app() == null || event.appSlug() == null
        ? new Span()
        : new Anchor("apps/" + event.app(), event.appSlug());
  }

  /** "RolloutCompleted" as people write it: "Rollout completed". */
  public static String words(String reason) {
    String spaced =
        reason.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    return spaced.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + spaced.substring(1);
  }

  static Tone tone(EventView.Severity severity) {
    return switch (severity) {
      case INFO -> Tone.GOOD;
      case WARNING -> Tone.WAIT;
      case ERROR -> Tone.BAD;
    };
  }
}
