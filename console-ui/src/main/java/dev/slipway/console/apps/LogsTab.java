package dev.slipway.console.apps;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.api.logs.LogsApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.LogLines;
import dev.slipway.console.components.Sizes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the pods write, live, with what is kept of pods that are gone. */
class LogsTab extends Div {
  private static final int NEWEST = 500;

  private final LogsApi logs;
  private final UUID app;
  private final LogLines lines = new LogLines("Log");
  private final TextField search = new TextField();
  private final Select<PodView> pod = new Select<>();
  private final Select<String> container = new Select<>();
  private final Span found = new Span();
  private Live.@Nullable Page page;
  private @Nullable Subscription following;

  LogsTab(LogsApi logs, AppsApi apps, AppView app) {
    this.logs = logs;
    this.app = app.id();
    search.setPlaceholder("Find in the log");
    search.setAriaLabel("Find in the log");
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(_ -> open());
    pod.setAriaLabel("Pod");
    pod.setPlaceholder("All pods");
    pod.setEmptySelectionAllowed(true);
    pod.setEmptySelectionCaption("All pods");
    pod.setItemLabelGenerator(one -> one == null ? "All pods" : Sizes.middle(one.name(), 30));
    pod.setItems(apps.pods(app.id()));
    pod.addValueChangeListener(_ -> open());
    container.setAriaLabel("Container");
    container.setPlaceholder("All containers");
    container.setEmptySelectionAllowed(true);
    container.setEmptySelectionCaption("All containers");
    container.setItems(ContainerWords.names(app.spec()));
    container.setVisible(ContainerWords.names(app.spec()).size() > 1);
    container.addValueChangeListener(_ -> open());
    found.addClassNames("muted", "small");
    var bar =
        new Div(
            search,
            pod,
            container,
            toggle("Follow", true, lines::follow),
            toggle("Wrap", false, lines::wrap),
            found);
    bar.addClassName("row");
    add(new Card(bar, lines));
    Live.whileShown(
        this,
        shown -> {
          page = shown;
          open();
          return this::close;
        });
  }

  private void open() {
    Live.Page shown = page;
    if (shown == null) {
      return;
    }
    close();
    lines.clear();
    lines.search(search.getValue());
    PodView chosen = pod.getValue();
    String contains = search.getValue().isBlank() ? null : search.getValue();
    var query =
        new LogQuery(
            chosen == null ? null : chosen.id(), contains, null, NEWEST, container.getValue());
    following = shown.ask(() -> logs.follow(app, query, batch -> shown.run(() -> show(batch))));
    found.setText(contains == null ? "" : "0 lines found");
  }

  private void show(LogBatch batch) {
    if (batch.dropped() > 0) {
      lines.append(
          null,
          null,
          true,
          batch.dropped() + " lines left out: they came faster than this page can show");
    }
    for (LogLine line : batch.lines()) {
      lines.append(line.at(), writer(line), line.error(), line.text());
    }
    if (!search.getValue().isBlank()) {
      found.setText(lines.hits() + (lines.hits() == 1 ? " line found" : " lines found"));
    }
  }

  private static String writer(LogLine line) {
    String name = Sizes.middle(line.podName(), 22);
    return line.container() == null ? name : name + " " + line.container();
  }

  private void close() {
    Subscription open = following;
    if (open != null) {
      open.close();
      following = null;
    }
  }

  private static Checkbox toggle(
      String label, boolean on, java.util.function.Consumer<Boolean> change) {
    var box = new Checkbox(label, on);
    box.addValueChangeListener(value -> change.accept(value.getValue()));
    return box;
  }
}
