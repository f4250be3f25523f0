package dev.slipway.console.audit;

import com.vaadin.flow.component.html.Span;
import dev.slipway.api.audit.AuditChange;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditedField;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.HtmlTable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry with everything in it. */
class AuditDetail extends Card {
  AuditDetail(AuditEntryView entry) {
    super("Entry " + entry.seq());
    var facts =
        new Facts()
            .add("When", entry.at().toString())
            .add("Who", "%s (%s)".formatted(entry.actor(), entry.actorKind()))
            .add("Did what", entry.action())
            .add("Outcome", entry.outcome())
            .add("On what", AuditWords.target(entry))
            .add("Address", entry.address());
    optional(facts, "User agent", entry.userAgent());
    optional(facts, "Token", text(entry.token()));
    optional(facts, "Session", text(entry.signIn()));
    optional(facts, "Id", text(entry.targetId()));
    optional(facts, "Project", text(entry.project()));
    optional(facts, "App", text(entry.app()));
    var hash = new Span(entry.hash());
    hash.addClassName("mono");
    facts.add("Hash", hash);
    add(facts);
    entry.changes().forEach(change -> add(new Span(title(change)), fields(change)));
  }

  private static String title(AuditChange change) {
    String verb =
        switch (change.op()) {
          case "insert" -> "New";
          case "delete" -> "Gone";
          default -> "Changed";
        };
    return "%s: %s %s"
        .formatted(verb, change.type(), change.name() == null ? "" : change.name())
        .strip();
  }

  private static HtmlTable<AuditedField> fields(AuditChange change) {
    var table = new HtmlTable<AuditedField>("Fields of " + change.type(), AuditedField::field);
    table
        .text("Field", AuditedField::field)
        .text("Before", field -> shown(field.before()))
        .text("After", field -> shown(field.after()));
    table.show(change.fields());
    return table;
  }

  private static void optional(Facts facts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      Facts _ = facts.add(name, value);
    }
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "–" : value;
  }
}
