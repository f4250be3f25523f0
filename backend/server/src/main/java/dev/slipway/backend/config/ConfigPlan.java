package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ImportView.Change;
import dev.slipway.backend.config.Kept.Plain;
import dev.slipway.backend.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes at one place, checked and not written yet.
 *
 * @param steps by name, only what is not as it was
 * @param touchesSecrets something that is or becomes a secret is written or removed
 */
record ConfigPlan(SortedMap<String, Step> steps, boolean touchesSecrets, boolean touchesPlain) {

  /** Whether a secret that is there may be gone afterwards; nobody can read it to put it back. */
  boolean losesSecrets() {
    return touchesSecrets
        && steps.values().stream().anyMatch(step -> step.change() != Change.ADDED);
  }

  /** Secrets it writes that the nodes do not take out of logs; by name. */
  Set<String> tooShort() {
    return steps.entrySet().stream()
        .filter(step ->
            step.getValue() instanceof Write write
                && write.secret()
                && write.refs() == null
                && write.value().length() < ConfigSecrets.SHORTEST)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What somebody wants.
   *
   * @param value null: as it is
   */
  record Wanted(@Nullable String value, boolean secret) {
    @Override
    public String toString() {
      return secret ? "a secret" : "a variable";
    }
  }

  /** Of one variable. */
  sealed interface Step {
    Change change();
  }

  /**
   * @param refs null when the value is taken as it stands
   */
  record Write(String value, boolean secret, @Nullable List<String> refs, Change change)
      implements Step {
    @Override
    public String toString() {
      return "write";
    }
  }

  record Remove() implements Step {
    @Override
    public Change change() {
      return Change.REMOVED;
    }
  }

  /**
   * @param own what is set at the place now
   * @param replace what is not wanted is removed
   */
  static ConfigPlan of(
      ConfigLevel level, Map<String, Variable> own, Map<String, Wanted> wanted, boolean replace) {
    var steps = new TreeMap<String, Step>();
    boolean secrets = false;
    boolean plain = false;
    for (Map.Entry<String, Wanted> entry : wanted.entrySet()) {
      Variable before = own.get(entry.getKey());
      Write step = step(level, entry.getKey(), before, entry.getValue());
      if (step != null) {
        steps.put(entry.getKey(), step);
        boolean secret = step.secret() || (before != null && before.secret());
        secrets |= secret;
        plain |= !secret;
      }
    }
    for (Variable before : own.values()) {
      if (replace && !wanted.containsKey(before.key())) {
        steps.put(before.key(), new Remove());
        secrets |= before.secret();
        plain |= !before.secret();
      }
    }
    return new ConfigPlan(steps, secrets, plain);
  }

  private static @Nullable Write step(
      ConfigLevel level, String key, @Nullable Variable before, Wanted wanted) {
    String value = wanted.value();
    if (value == null) {
      if (before == null || before.secret() != wanted.secret()) {
        throw Problem.invalid(
            "%s has no value: only what is there and stays what it is can be left as it is."
                .formatted(key));
      }
      return null;
    }
    Limits.value(key, value);
    Template template = parse(key, value);
    List<Reference> references = template.references();
    for (Reference reference : references) {
      if (reference.level() != null && reference.level().compareTo(level) > 0) {
        throw Problem.invalid(
            "%s refers to ${{ %s }}, but what is set on the %s is the same for everything in it."
                .formatted(key, reference, Reference.word(level)));
      }
    }
    var refs = references.isEmpty() ? null : references.stream().map(Reference::toString).toList();
    String kept = refs == null ? template.literal() : value;
    if (before == null) {
      return new Write(kept, wanted.secret(), refs, Change.ADDED);
    }
    boolean same =
        !wanted.secret()
            && before.kept() instanceof Plain(var text)
            && text.equals(kept)
            && Objects.equals(refs, before.refs());
    return same ? null : new Write(kept, wanted.secret(), refs, Change.CHANGED);
  }

  private static Template parse(String key, String value) {
    try {
      return Template.parse(value);
    } catch (Problem problem) {
      throw Problem.invalid("%s: %s".formatted(key, problem.getMessage()));
    }
  }

  /** That there is not too much afterwards, and every reference leads somewhere. */
  void check(Path place, List<Variable> around) {
    List<Variable> after = after(place, around);
    var own = after.stream().filter(variable -> variable.path().equals(place)).toList();
    Limits.place(own.size(), own.stream().mapToLong(ConfigPlan::size).sum());
    Map<Variable, String> before = complaints(around);
    Set<String> known = new HashSet<>();
    before.forEach((variable, _) -> known.add(variable.path().place() + "/" + variable.key()));
    Map<Variable, String> wrong = complaints(after);
    wrong.forEach((variable, sentence) -> {
      if (variable.path().equals(place) && steps.containsKey(variable.key())) {
        throw Problem.invalid(sentence);
      }
    });
    wrong.forEach((variable, sentence) -> {
      if (!known.contains(variable.path().place() + "/" + variable.key())) {
        throw Problem.conflict(
            "variable-in-use",
            "%s needs what you remove or change: %s"
                .formatted(variable.path().equals(place) ? variable.key() : variable, sentence));
      }
    });
  }

  private static long size(Variable variable) {
    long value = variable.kept() == null ? 0 : variable.kept().size();
    return variable.key().length() + value;
  }

  /** What is set around there afterwards. */
  List<Variable> after(Path place, List<Variable> around) {
    var after = new ArrayList<Variable>();
    for (Variable variable : around) {
      if (!variable.path().equals(place) || !steps.containsKey(variable.key())) {
        after.add(variable);
      }
    }
    steps.forEach((key, step) -> {
      if (step instanceof Write write) {
        after.add(
            new Variable(
                place,
                "here",
                key,
                write.secret(),
                new Plain(write.value()),
                write.refs(),
                Instant.EPOCH,
                null));
      }
    });
    return after;
  }

  private static Map<Variable, String> complaints(List<Variable> all) {
    Map<Path, List<Variable>> places = new HashMap<>();
    all.forEach(v -> places.computeIfAbsent(v.path(), _ -> new ArrayList<>()).add(v));
    var complaints = new HashMap<Variable, String>();
    places.forEach((path, variables) -> {
      if (variables.stream().anyMatch(Variable::refers)) {
        var chain = chain(path, places);
        variables.forEach(
            variable -> chain.complaint(variable).ifPresent(why -> complaints.put(variable, why)));
      }
    });
    return complaints;
  }

  /** What is set at the place and around it, out of everything. */
  static Chain chain(Path path, Map<Path, List<Variable>> places) {
    var variables = new ArrayList<Variable>();
    for (ConfigLevel level : ConfigLevel.values()) {
      variables.addAll(places.getOrDefault(path.upTo(level), List.of()));
      if (level == path.level()) {
        break;
      }
    }
    return new Chain(variables);
  }
}
