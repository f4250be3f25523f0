package dev.slipway.backend.audit;

import dev.slipway.api.audit.AuditChange;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditedField;
import dev.slipway.backend.database.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stored entries as the API shows them. */
@Component
class EntryViews {
  private final Json json;

  EntryViews(Json json) {
    this.json = json;
  }

  AuditEntryView of(Entry entry) {
    return new AuditEntryView(
        entry.id(),
        entry.seq(),
        entry.at(),
        Objects.requireNonNullElse(entry.actorKind(), "unknown"),
        entry.actor(),
        entry.person(),
        entry.token(),
        entry.signIn(),
        entry.action(),
        entry.outcome(),
        entry.target(),
        entry.targetType(),
        entry.targetId(),
        entry.targetName(),
        entry.project(),
        entry.app(),
        changes(entry.changes()),
        entry.address(),
        entry.userAgent(),
        entry.hash());
  }

  private List<AuditChange> changes(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.stream(json.read(text, Stored[].class)).map(this::change).toList();
  }

  private AuditChange change(Stored stored) {
    List<AuditedField> fields =
        stored.fields().entrySet().stream()
            .map(field ->
                new AuditedField(
                    field.getKey(),
                    text(field.getValue().getFirst()),
                    text(field.getValue().getLast())))
            .toList();
    return new AuditChange(stored.type(), stored.op(), stored.id(), stored.name(), fields);
  }

  private @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> json.write(map);
      case List<?> list -> json.write(list);
      default -> value.toString();
    };
  }

  /** As events.Difference writes it. */
  private record Stored(
      String type,
      String op,
      @Nullable UUID id,
      @Nullable String name,
      Map<String, List<@Nullable Object>> fields) {}
}
