package dev.slipway.backend.config;

import dev.slipway.backend.config.Template.Text;
import dev.slipway.backend.config.Template.To;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Follows references to the values an app gets. */
final class Resolution {
  private final Chain chain;
  private final Map<String, String> builtIn;
  private final Function<Variable, String> open;
  private final Map<Variable, String> known = new HashMap<>();

  /**
   * @param builtIn what the platform knows of the app, by name
   * @param open reads a value as it was written
   */
  Resolution(Chain chain, Map<String, String> builtIn, Function<Variable, String> open) {
    this.chain = chain;
    this.builtIn = builtIn;
    this.open = open;
  }

  /**
   * @throws Problem invalid, when it refers to something that is not there, or gets too long
   */
  String value(Variable variable) {
    return value(variable, new ArrayList<>());
  }

  private String value(Variable variable, List<Variable> way) {
    String earlier = known.get(variable);
    if (earlier != null) {
      return earlier;
    }
    String written = open.apply(variable);
    if (variable.refs() == null) {
      known.put(variable, written);
      return written;
    }
    Chain.enter(variable, way);
    var value = new StringBuilder();
    for (Template.Part part : Template.parse(written).parts()) {
      value.append(
          switch (part) {
            case Text(var text) -> text;
            case To(var reference) -> to(variable, reference, way);
          });
      if (value.length() > Limits.VALUE) {
        throw Problem.invalid(
            "%s gets longer than 64 KiB with what it refers to.".formatted(variable.key()));
      }
    }
    way.removeLast();
    known.put(variable, value.toString());
    return value.toString();
  }

  private String to(Variable variable, Reference reference, List<Variable> way) {
    return reference.level() == null
        ? builtIn.getOrDefault(reference.name(), "")
        : value(chain.required(variable, reference), way);
  }
}
