package dev.slipway.backend.forges;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers of a request, by name in any case; a name may have several values. */
public final class Headers {
  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public Headers with(String name, String value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Null unless there is exactly one value: with two nobody knows which one counts. */
  @Nullable String only(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    return all.size() == 1 ? all.getFirst() : null;
  }

  String text(String name) {
    String value = only(name);
    return value == null ? "" : value;
  }

  /** The named ones that are there, for people to look at and to read the delivery again. */
  public Map<String, String> among(Collection<String> names) {
    var found = new TreeMap<String, String>();
    names.forEach(name -> {
      String value = only(name);
      if (value != null) {
        found.put(name, value.length() > 300 ? value.substring(0, 300) : value);
      }
    });
    return found;
  }

  boolean isType(String mediaType) {
    return text("Content-Type").toLowerCase(Locale.ROOT).startsWith(mediaType);
  }
}
