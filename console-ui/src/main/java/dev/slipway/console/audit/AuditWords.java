package dev.slipway.console.audit;

import dev.slipway.api.audit.AuditEntryView;
import java.util.Locale;

/** Entries in words. */
final class AuditWords {
  private AuditWords() {}

  /** Such as {@code app web}; ids where a name is not known. */
  static String target(AuditEntryView entry) {
    String type = entry.targetType();
    if (type == null) {
      return entry.target();
    }
    String name = entry.targetName();
    return type + " " + (name == null ? shortened(entry) : name);
  }

  /** "not-found" as people write it: "Not found". */
  static String refusal(String type) {
    String spaced = type.replace('-', ' ');
    return spaced.isEmpty()
        ? "Refused"
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  private static String shortened(AuditEntryView entry) {
    return entry.targetId() == null ? "" : entry.targetId().toString().substring(0, 8) + "…";
  }
}
