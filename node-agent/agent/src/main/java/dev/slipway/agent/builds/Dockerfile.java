package dev.slipway.agent.builds;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stages of a Dockerfile and what images they begin from. */
final class Dockerfile {
  private static final Pattern FROM =
      Pattern.compile("(?:--\\S+\\s+)*(\\S+)(?:\\s+(?i:as)\\s+(\\S+))?\\s*");
  private static final Pattern OTHER = Pattern.compile("(?:^|[\\s,])(?:--)?from=([^\\s,]+)");

  /**
   * @param uses stages and images, the one it begins from first
   */
  private record Stage(String name, List<String> uses) {}

  private final List<Stage> stages = new ArrayList<>();

  private Dockerfile() {}

  static Dockerfile parse(String text, Map<String, String> args) {
    var dockerfile = new Dockerfile();
    var variables = new Variables(args);
    for (Instruction instruction : Instruction.parse(text)) {
      switch (instruction.keyword()) {
        case "ARG" -> {
          if (dockerfile.stages.isEmpty()) {
            variables.declare(instruction.rest());
          }
        }
        case "FROM" -> dockerfile.from(variables.expand(instruction.rest()));
        case "COPY", "RUN", "ADD" -> dockerfile.use(instruction.rest());
        default -> {
          // Only these name images.
        }
      }
    }
    if (dockerfile.stages.isEmpty()) {
      throw new BuildFailed(
          Failure.DOCKERFILE_INVALID,
          "The Dockerfile has no FROM instruction: the first one says which image to begin from.");
    }
    return dockerfile;
  }

  private void from(String rest) {
    Matcher from = FROM.matcher(rest);
    if (!from.matches() || from.group(1).isEmpty()) {
      throw new BuildFailed(
          Failure.DOCKERFILE_INVALID,
          "The Dockerfile says 'FROM "
              + rest
              + "', which names no image: does an ARG lack a value?");
    }
    String name = from.group(2) == null ? String.valueOf(stages.size()) : from.group(2);
    stages.add(new Stage(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(from.group(1)))));
  }

  /** COPY --from=x, RUN --mount=from=x: a stage by name or number, or an image. */
  private void use(String rest) {
    Matcher other = OTHER.matcher(rest);
    while (rest.startsWith("--") && !stages.isEmpty() && other.find()) {
      stages.getLast().uses().add(other.group(1));
    }
  }

  /**
   * Images that have to be there, in the order they are named.
   *
   * @param target stage to build; empty: the last
   */
  Set<String> images(String target) {
    var images = new LinkedHashSet<String>();
    int last = target.isEmpty() ? stages.size() - 1 : stage(target, stages.size());
    if (last < 0) {
      throw new BuildFailed(
          Failure.DOCKERFILE_INVALID,
          "The Dockerfile has no stage '" + target + "': check the target in the app's source.");
    }
    collect(last, images, new HashSet<>());
    images.remove("scratch");
    return images;
  }

  private void collect(int at, Set<String> images, Set<Integer> seen) {
    if (!seen.add(at)) {
      return;
    }
    for (String use : stages.get(at).uses()) {
      int other = stage(use, at);
      if (other >= 0) {
        collect(other, images, seen);
      } else {
        images.add(use);
      }
    }
  }

  /** The stage of that name or number before the given one; -1 if there is none. */
  private int stage(String name, int before) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = before - 1; i >= 0; i--) {
      if (stages.get(i).name().equals(lower) || String.valueOf(i).equals(lower)) {
        return i;
      }
    }
    return -1;
  }
}
