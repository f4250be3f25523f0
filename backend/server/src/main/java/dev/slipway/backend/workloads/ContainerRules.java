package dev.slipway.backend.workloads;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod may have besides the app. */
final class ContainerRules {
  private static final int MOST = 5;
  private static final int MOST_VARIABLES = 50;
  private static final int LONGEST_VALUE = 4_096;
  private static final long MEBIBYTE = 1L << 20;
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");

  /** Of the pod's own containers, and of what could load foreign code into every process. */
  private static final Set<String> KEPT_NAMES = Set.of("app", "sandbox");

  private static final Set<String> KEPT_VARIABLES =
      Set.of("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT");

  private ContainerRules() {}

  static List<InitContainer> initContainers(List<InitContainer> asked) {
    few(asked, "init containers");
    var checked = new ArrayList<InitContainer>();
    for (InitContainer one : asked) {
      String name = name(one);
      limits(one);
      checked.add(
          new InitContainer(
              name,
              image(one),
              command(one),
              environment(one),
              one.cpuMillis(),
              one.memoryBytes(),
              one.pids()));
    }
    return List.copyOf(checked);
  }

  /**
   * @param appPort what probes ask when they name no port; null: they have to name one
   */
  static List<Sidecar> sidecars(List<Sidecar> asked, @Nullable Integer appPort) {
    few(asked, "sidecars");
    var checked = new ArrayList<Sidecar>();
    for (Sidecar one : asked) {
      String name = name(one);
      limits(one);
      checked.add(
          new Sidecar(
              name,
              image(one),
              command(one),
              environment(one),
              one.cpuMillis(),
              one.memoryBytes(),
              one.pids(),
              SpecRules.probe(name + " startup", one.startup(), appPort, false),
              SpecRules.probe(name + " readiness", one.readiness(), appPort, true),
              SpecRules.probe(name + " liveness", one.liveness(), appPort, false),
              one.beforeInit()));
    }
    return List.copyOf(checked);
  }

  /** Names are unique in the pod, whatever the kind of container. */
  static void apart(List<InitContainer> initContainers, List<Sidecar> sidecars) {
    var names = new ArrayList<String>();
    Stream.concat(initContainers.stream(), sidecars.stream())
        .map(PodContainer::name)
        .forEach(name -> {
          if (names.contains(name)) {
            throw Problem.invalid(
                "Two containers of the pod are named %s. Give each a name of its own."
                    .formatted(name));
          }
          names.add(name);
        });
  }

  private static void few(List<? extends PodContainer> asked, String what) {
    if (asked.size() > MOST) {
      throw Problem.invalid("An app has at most %d %s.".formatted(MOST, what));
    }
    if (asked.stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("One of the %s is missing.".formatted(what));
    }
  }

  private static String name(PodContainer container) {
    String name = requireNonNullElse(container.name(), "");
    if (!NAME.matcher(name).matches() || KEPT_NAMES.contains(name)) {
      throw Problem.invalid(
          "The name of a container has lower case letters, digits and hyphens in between, at most 40, and is not app or sandbox; %s is not such a name."
              .formatted(name.isEmpty() ? "an empty one" : name));
    }
    return name;
  }

  /** Null is the app's own. */
  private static @Nullable ImageSource image(PodContainer container) {
    ImageSource image = container.image();
    if (image == null) {
      return null;
    }
    String repository = ImageName.of(image.repository()).toString();
    if (!ImageName.isTag(image.tag()) && !ImageName.isDigest(image.tag())) {
      throw Problem.invalid(
          "The image of the container %s needs one tag such as 1.27, or a digest; a pattern of tags deploys nothing here."
              .formatted(container.name()));
    }
    return new ImageSource(repository, image.tag());
  }

  private static List<String> command(PodContainer container) {
    SpecRules.command(container.command(), "command of " + container.name());
    return container.command();
  }

  private static Map<String, String> environment(PodContainer container) {
    Map<String, String> environment = container.environment();
    if (environment.size() > MOST_VARIABLES) {
      throw Problem.invalid(
          "The container %s has at most %d variables of its own."
              .formatted(container.name(), MOST_VARIABLES));
    }
    environment.forEach((key, value) -> variable(container.name(), key, value));
    return environment;
  }

  private static void variable(String container, String key, @Nullable String value) {
    String upper = key.toUpperCase(Locale.ROOT);
    if (!VARIABLE.matcher(key).matches()
        || KEPT_VARIABLES.contains(upper)
        || upper.startsWith("SLIPWAY_")) {
      throw Problem.invalid(
          "The container %s cannot have a variable named %s: a name begins with a letter or underscore and has letters, digits, _ . and - after it, and is not one the platform sets."
              .formatted(container, key));
    }
    if (value == null || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "The value of %s of the container %s is missing, longer than %d characters, or has a NUL in it."
              .formatted(key, container, LONGEST_VALUE));
    }
  }

  private static void limits(PodContainer container) {
    String name = container.name();
    SpecRules.within("cpu of " + name, container.cpuMillis(), 10, 64_000, "thousandths of a core");
    SpecRules.within(
        "memory of " + name,
        container.memoryBytes(),
        16 * MEBIBYTE,
        1024 * 1024 * MEBIBYTE,
        "bytes (16 MiB to 1 TiB)");
    SpecRules.within("pids of " + name, container.pids(), 16, 32_768, "processes and threads");
  }
}
