package dev.slipway.console.config;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.ImportView.Change;
import dev.slipway.api.config.ImportView.Imported;
import dev.slipway.api.config.ImportView.LineProblem;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables as text: all at once, or a file that is added to them. Nothing is saved unseen. */
class EnvTextDialog extends Dialog {
  private final ConfigPlace place;
  private final boolean replace;
  private final @Nullable String version;
  private final Runnable saved;
  private final TextArea text = new TextArea();
  private final Checkbox secrets = new Checkbox("What is new is secret", true);
  private final Div preview = new Div();
  private final Button save;

  private EnvTextDialog(
      ConfigPlace place, String title, String lead, @Nullable ConfigView all, Runnable saved) {
    this.place = place;
    this.replace = all != null;
    this.version = all == null ? null : "\"" + all.version() + "\"";
    this.saved = saved;
    setHeaderTitle(title);
    var sentence = new Paragraph(lead);
    sentence.addClassName("muted");
    text.setLabel(all == null ? "Text of the .env file" : "Variables");
    text.addClassName("mono");
    text.setWidthFull();
    text.setMinHeight("14rem");
    text.setMaxHeight("45vh");
    text.setValue(all == null ? "" : EnvText.of(all));
    text.addValueChangeListener(_ -> forget());
    secrets.addValueChangeListener(_ -> forget());
    preview.addClassName("stack");
    preview.getElement().setAttribute("aria-live", "polite");
    var content = new Div(sentence, text, secrets, preview);
    content.addClassName("stack");
    add(content);
    save = new Button(all == null ? "Import" : "Save all", _ -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter()
        .add(new Button("Cancel", _ -> close()), new Button("Preview", _ -> preview()), save);
    setWidth("min(720px, 96vw)");
    forget();
  }

  static EnvTextDialog all(ConfigPlace place, Runnable saved) {
    return new EnvTextDialog(
        place,
        "Edit as text",
        "One NAME=value a line. What you take out is removed; "
            + EnvText.UNCHANGED
            + " keeps a secret as it is.",
        place.list(),
        saved);
  }

  static EnvTextDialog file(ConfigPlace place, Runnable saved) {
    return new EnvTextDialog(
        place,
        "Import .env",
        "Quotes, export, comments and values over several lines are understood. Nothing is removed.",
        null,
        saved);
  }

  /** What was previewed is no longer what would be saved. */
  private void forget() {
    preview.removeAll();
    save.setEnabled(false);
  }

  private void preview() {
    forget();
    try {
      show(place.importEnv(request(true), version));
    } catch (RuntimeException refused) {
      preview.add(new Notice(Tone.BAD, "This cannot be saved", Trouble.sentence(refused)));
    }
  }

  private void show(ImportView result) {
    for (LineProblem problem : result.problems()) {
      String where = problem.line() > 0 ? "Line " + problem.line() : "This cannot be saved";
      preview.add(new Notice(Tone.BAD, where, problem.sentence()));
    }
    for (String warning : result.warnings()) {
      preview.add(new Notice(Tone.WAIT, "Saved as it is, but", warning));
    }
    List<Imported> changes =
        result.changes().stream().filter(one -> one.change() != Change.UNCHANGED).toList();
    int same = result.changes().size() - changes.size();
    if (!changes.isEmpty()) {
      var table =
          new HtmlTable<Imported>("Changes", Imported::key)
              .text("Name", Imported::key)
              .text("Kind", one -> one.secret() ? "secret" : "plain")
              .column("Change", one -> badge(one.change()));
      table.show(changes);
      preview.add(table);
    }
    if (result.problems().isEmpty()) {
      var words = new Paragraph("%d changed, %d stay as they are.".formatted(changes.size(), same));
      words.addClassName("muted");
      preview.add(words);
      save.setEnabled(!changes.isEmpty());
    }
  }

  private static StatusBadge badge(Change change) {
    return switch (change) {
      case ADDED -> new StatusBadge("Added", Tone.GOOD);
      case CHANGED -> new StatusBadge("Changed", Tone.WAIT);
      case UNCHANGED -> new StatusBadge("Unchanged", Tone.UNKNOWN);
      case REMOVED -> new StatusBadge("Removed", Tone.BAD);
    };
  }

  private void save() {
    try {
      StepUp.run(() -> {
        place.importEnv(request(false), version);
        close();
        saved.run();
      });
    } catch (RuntimeException refused) {
      forget();
      preview.add(new Notice(Tone.BAD, "Nothing was saved", Trouble.sentence(refused)));
    }
  }

  private ImportEnv request(boolean dryRun) {
    return new ImportEnv(text.getValue(), !secrets.getValue(), replace, dryRun);
  }
}
