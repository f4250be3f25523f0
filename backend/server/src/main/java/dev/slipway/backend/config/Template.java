package dev.slipway.backend.config;

import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.List;

/** A value in parts: text, and references to other values. */
record Template(List<Part> parts) {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";
  private static final int MOST = 50;

  sealed interface Part {}

  record Text(String text) implements Part {
    @Override
    public String toString() {
      return "text";
    }
  }

  record To(Reference reference) implements Part {}

  /**
   * @throws Problem invalid, when there is a reference that is none
   */
  static Template parse(String value) {
    var parts = new ArrayList<Part>();
    var text = new StringBuilder();
    int from = 0;
    for (int at = value.indexOf(OPEN); at >= 0; at = value.indexOf(OPEN, from)) {
      if (at > from && value.charAt(at - 1) == '$') {
        text.append(value, from, at - 1).append(OPEN);
        from = at + OPEN.length();
        continue;
      }
      int end = value.indexOf(CLOSE, at);
      if (end < 0) {
        throw Problem.invalid(
            "A reference begins with ${{ and has no }}. Write $${{ for the characters themselves.");
      }
      text.append(value, from, at);
      parts.add(new Text(text.toString()));
      text.setLength(0);
      parts.add(new To(Reference.parse(value.substring(at + OPEN.length(), end).strip())));
      from = end + CLOSE.length();
    }
    parts.add(new Text(text.append(value, from, value.length()).toString()));
    var template = new Template(List.copyOf(parts));
    if (template.references().size() > MOST) {
      throw Problem.invalid("A value refers to at most %d others.".formatted(MOST));
    }
    return template;
  }

  List<Reference> references() {
    return parts.stream()
        .filter(To.class::isInstance)
        .map(part -> ((To) part).reference())
        .distinct()
        .toList();
  }

  /** Of a value without references: what it stands for. */
  String literal() {
    return parts.size() == 1 && parts.getFirst() instanceof Text(var text) ? text : "";
  }

  /** How a value that is taken as it stands is written, so that it is read as the same again. */
  static String escaped(String literal) {
    return literal.replace(OPEN, "$" + OPEN);
  }
}
