package dev.slipway.backend.events;

import dev.slipway.backend.events.AuditedMethods.Facts;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out on which thing something is done. */
final class TargetOf {
  private static final int LONGEST = 100;

  private TargetOf() {}

  /** From the ids and names in a call's address; bodies may hold secrets. */
  static Target call(Facts facts, Method method, @Nullable Object[] arguments) {
    Parameter[] parameters = method.getParameters();
    var words = new ArrayList<String>();
    String type = null;
    UUID id = null;
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument == null || !facts.named().contains(i)) {
        continue;
      }
      String word = argument.toString();
      words.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
      if (argument instanceof UUID one) {
        type = parameters[i].getName();
        id = one;
      }
    }
    return new Target(String.join("/", words), type, id, null, null, null);
  }

  /** From what has changed: the thing itself has a name and may be one that is new. */
  static Target changes(Target asked, List<RowChange> rows) {
    RowChange row =
        rows.stream()
            .filter(one -> asked.id() != null && asked.id().equals(one.id()))
            .findFirst()
            .or(() -> rows.stream().findFirst())
            .orElse(null);
    if (row == null) {
      return asked;
    }
    return new Target(
        asked.text(),
        row.table().replace('_', '-'),
        row.id(),
        row.name(),
        row.project(),
        row.app());
  }
}
