package dev.slipway.backend.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of one thing: field by field, before and after; fields inside records by their path,
 * such as {@code spec.memoryBytes}.
 *
 * @param op insert, update or delete
 */
record Difference(
    String type,
    String op,
    @Nullable UUID id,
    @Nullable String name,
    Map<String, List<@Nullable Object>> fields) {
  /** Never in the books, wherever inside a record it stands. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|token|credential|private|args).*");

  private static final String HIDDEN = "•••";
  private static final int MOST_ROWS = 50;
  private static final int LONGEST = 500;

  static List<Difference> of(List<RowChange> changes) {
    return changes.stream().limit(MOST_ROWS).map(Difference::of).toList();
  }

  private static Difference of(RowChange change) {
    var fields = new LinkedHashMap<String, List<@Nullable Object>>();
    change
        .changed()
        .forEach((column, pair) -> compare(column, pair.getFirst(), pair.getLast(), fields));
    return new Difference(
        change.table().replace('_', '-'), change.op(), change.id(), change.name(), fields);
  }

  private static void compare(
      String path,
      @Nullable Object before,
      @Nullable Object after,
      Map<String, List<@Nullable Object>> fields) {
    if (Objects.equals(before, after) && !HIDDEN.equals(before)) {
      return;
    }
    if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
      var names = new TreeSet<String>();
      was.keySet().forEach(name -> names.add(String.valueOf(name)));
      is.keySet().forEach(name -> names.add(String.valueOf(name)));
      names.forEach(name -> compare(path + "." + name, was.get(name), is.get(name), fields));
      return;
    }
    var pair = new ArrayList<@Nullable Object>();
    pair.add(shown(path, before));
    pair.add(shown(path, after));
    fields.put(path, pair);
  }

  private static @Nullable Object shown(String path, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean yes -> yes;
      case Number number -> number;
      default -> SECRET.matcher(path).matches() ? HIDDEN : text(path, value);
    };
  }

  private static Object text(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      var shown = new LinkedHashMap<String, @Nullable Object>();
      map.forEach(
          (name, inner) -> shown.put(String.valueOf(name), shown(path + "." + name, inner)));
      return shown;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(inner -> String.valueOf(shown(path, inner))).toList();
    }
    return Texts.oneLine(String.valueOf(value), LONGEST);
  }
}
