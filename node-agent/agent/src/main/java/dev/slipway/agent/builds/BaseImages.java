package dev.slipway.agent.builds;

import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.PullFailed;
import dev.slipway.agent.engine.RegistryCredentials;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the engine has the images a build begins from: BuildKit then finds them without
 * asking anybody.
 */
final class BaseImages {
  private static final String HUB = "docker.io/";
  private static final String OFFICIAL = "library/";

  private final ImageEngine engine;
  private final RegistryCredentials registry;
  private final Consumer<String> log;

  /**
   * @param registry the built-in one, with what the build may see there
   */
  BaseImages(ImageEngine engine, RegistryCredentials registry, Consumer<String> log) {
    this.engine = engine;
    this.registry = registry;
    this.log = log;
  }

  void ensure(String name) {
    if (name.startsWith(registry.host() + "/")) {
      // Also when it is here already: another tenant's build may have left it.
      demand(name, pull(name, name, registry));
      return;
    }
    if (engine.image(name).isPresent()) {
      return;
    }
    Optional<String> kept = kept(name);
    if (kept.isPresent() && pull(kept.get(), name, registry).isEmpty()) {
      engine.tag(kept.get(), tagged(name));
      return;
    }
    demand(name, pull(name, name, null));
  }

  /** Where the built-in registry would keep an official image; only names without a host. */
  private Optional<String> kept(String name) {
    String plain = name.startsWith(HUB) ? name.substring(HUB.length()) : name;
    String official = plain.startsWith(OFFICIAL) ? plain.substring(OFFICIAL.length()) : plain;
    return official.contains("/") || official.contains("@")
        ? Optional.empty()
        : Optional.of(registry.host() + "/" + OFFICIAL + tagged(official));
  }

  private static String tagged(String name) {
    return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
  }

  /** The reason why not. */
  private Optional<String> pull(String reference, String name, @Nullable RegistryCredentials as) {
    log.accept("Fetching the base image " + name);
    try {
      engine.pull(reference, as, _ -> {});
      return Optional.empty();
    } catch (PullFailed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      throw new BuildFailed(Failure.BUILDER_ERROR, String.valueOf(e.getMessage()), e);
    }
  }

  private static void demand(String name, Optional<String> whyNot) {
    if (whyNot.isPresent()) {
      throw new BuildFailed(
          Failure.BASE_IMAGE_MISSING,
          "The Dockerfile begins from the image '%s', which cannot be had: check its name, or push it to the built-in registry under library/. %s"
              .formatted(name, whyNot.get()));
    }
  }
}
