package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of one place and of everything around it. */
final class Chain {
  /** From far to near. */
  private static final List<ConfigLevel> LEVELS = List.of(ConfigLevel.values());

  private final Map<ConfigLevel, Map<String, Variable>> levels = new EnumMap<>(ConfigLevel.class);

  Chain(Collection<Variable> variables) {
    for (ConfigLevel level : ConfigLevel.values()) {
      levels.put(level, new HashMap<>());
    }
    variables.forEach(variable -> at(variable.level()).put(variable.key(), variable));
  }

  private Map<String, Variable> at(ConfigLevel level) {
    return levels.getOrDefault(level, Map.of());
  }

  /** By name; the nearest of those with the same name. */
  SortedMap<String, Variable> effective() {
    var effective = new TreeMap<String, Variable>();
    for (ConfigLevel level : ConfigLevel.values()) {
      effective.putAll(at(level));
    }
    return effective;
  }

  /** The level of the value that this one hides; null when there is none. */
  @Nullable ConfigLevel hiddenBy(Variable variable) {
    int level = LEVELS.indexOf(variable.level());
    return level == 0
        ? null
        : find(LEVELS.get(level - 1), variable.key()).map(Variable::level).orElse(null);
  }

  /** On this level or the nearest around it. */
  Optional<Variable> find(ConfigLevel from, String key) {
    for (int level = LEVELS.indexOf(from); level >= 0; level--) {
      Variable found = at(LEVELS.get(level)).get(key);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** What it refers to; empty for what the platform knows. */
  Optional<Variable> target(Reference reference) {
    ConfigLevel level = reference.level();
    if (level == null) {
      return Optional.empty();
    }
    return find(level, reference.name());
  }

  /** Whether what an app gets of it is secret. */
  boolean sensitive(Variable variable) {
    return sensitive(variable, new HashSet<>());
  }

  private boolean sensitive(Variable variable, Set<Variable> seen) {
    if (variable.secret()) {
      return true;
    }
    if (!seen.add(variable)) {
      return false;
    }
    return variable.references().stream()
        .flatMap(reference -> target(reference).stream())
        .anyMatch(target -> sensitive(target, seen));
  }

  /** Whether an app gets one of these that are set there, as it is or inside of another. */
  boolean gives(Path place, Set<String> keys) {
    var seen = new HashSet<Variable>();
    return effective().values().stream().anyMatch(variable -> holds(variable, place, keys, seen));
  }

  private boolean holds(Variable variable, Path place, Set<String> keys, Set<Variable> seen) {
    if (variable.path().equals(place) && keys.contains(variable.key())) {
      return true;
    }
    return seen.add(variable)
        && variable.references().stream()
            .flatMap(reference -> target(reference).stream())
            .anyMatch(target -> holds(target, place, keys, seen));
  }

  /**
   * Whether the app gets it. A preview gets no secrets, nothing that is made with one, and nothing
   * that would be made with those its copy was not given.
   */
  boolean reaches(KnownApp app, Variable variable) {
    return !app.preview() || reachesPreviews(variable);
  }

  boolean reachesPreviews(Variable variable) {
    return !sensitive(variable) && complaint(variable).isEmpty();
  }

  /** Why it cannot be resolved; empty when it can. */
  Optional<String> complaint(Variable variable) {
    try {
      follow(variable, new ArrayList<>(), new HashSet<>());
      return Optional.empty();
    } catch (Problem problem) {
      return Optional.of(problem.getMessage());
    }
  }

  private void follow(Variable variable, List<Variable> way, Set<Variable> done) {
    if (done.contains(variable)) {
      return;
    }
    enter(variable, way);
    for (Reference reference : variable.references()) {
      if (reference.level() != null) {
        follow(required(variable, reference), way, done);
      }
    }
    way.removeLast();
    done.add(variable);
  }

  /**
   * @throws Problem invalid, when the way leads in a circle
   */
  static void enter(Variable variable, List<Variable> way) {
    way.add(variable);
    if (way.indexOf(variable) < way.size() - 1) {
      throw Problem.invalid(
          "These refer to each other in a circle: %s."
              .formatted(
                  String.join(
                      " → ",
                      way.subList(way.indexOf(variable), way.size()).stream()
                          .map(step -> Reference.word(step.level()) + "." + step.key())
                          .toList())));
    }
  }

  Variable required(Variable variable, Reference reference) {
    return target(reference)
        .orElseThrow(() ->
            Problem.invalid(
                "%s refers to ${{ %s }}, and no %s is set on %s."
                    .formatted(
                        variable.key(), reference, reference.name(), outwards(reference.level()))));
  }

  private static String outwards(@Nullable ConfigLevel from) {
    return switch (from) {
      case APP -> "the app or around it";
      case ENVIRONMENT -> "the environment or around it";
      case PROJECT -> "the project or the organization";
      case ORGANIZATION -> "the organization";
      case null -> "the platform";
    };
  }
}
