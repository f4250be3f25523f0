package dev.slipway.agent.builds;

import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.PullFailed;
import dev.slipway.agent.engine.RegistryCredentials;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import dev.slipway.agent.sources.Retry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the engine has the images a build begins from: BuildKit then finds them without
 * asking anybody.
 */
final class BaseImages {
  private static final String HUB = "docker.io";
  private static final String OFFICIAL = "library/";

  /** What engines say of registries that may answer a moment later. */
  private static final Pattern PASSING =
      Pattern.compile(
          "tls handshake timeout|awaiting headers|connection reset|unexpected eof|: eof|toomanyrequests|status(?: code)?:? (?:5\\d\\d|429)");

  private final ImageEngine engine;
  private final RegistryCredentials registry;
  private final List<RegistryCredentials> logins;
  private final Consumer<String> log;

  /**
   * @param registry the built-in one, with what the build may see there
   * @param logins for other registries; whoever has none is a stranger there
   */
  BaseImages(
      ImageEngine engine,
      RegistryCredentials registry,
      List<RegistryCredentials> logins,
      Consumer<String> log) {
    this.engine = engine;
    this.registry = registry;
    this.logins = logins;
    this.log = log;
  }

  void ensure(String name) throws IOException, InterruptedException {
    if (name.startsWith(registry.host() + "/")) {
      // Also when it is here already: another tenant's build may have left it.
      demand(name, pull(name, name, registry));
      return;
    }
    // Likewise. Only the official images are everybody's.
    if (official(name) && engine.image(name).isPresent()) {
      return;
    }
    Optional<String> kept = kept(name);
    if (kept.isPresent() && pull(kept.get(), name, registry).isEmpty()) {
      engine.tag(kept.get(), tagged(name));
      return;
    }
    demand(name, pull(name, name, login(name)));
  }

  private @Nullable RegistryCredentials login(String name) {
    String host = host(name);
    return logins.stream().filter(login -> login.host().equals(host)).findFirst().orElse(null);
  }

  private static String host(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean said = first.contains(".") || first.contains(":") || first.equals("localhost");
    return said ? first : HUB;
  }

  /** Where the built-in registry would keep an official image; only names without a host. */
  private Optional<String> kept(String name) {
    return official(name) && !name.contains("@")
        ? Optional.of(registry.host() + "/" + OFFICIAL + tagged(plain(name)))
        : Optional.empty();
  }

  private static boolean official(String name) {
    return !plain(name).contains("/");
  }

  /** Without what may be left out of an official image's name. */
  private static String plain(String name) {
    String plain = name.startsWith(HUB + "/") ? name.substring(HUB.length() + 1) : name;
    return plain.startsWith(OFFICIAL) ? plain.substring(OFFICIAL.length()) : plain;
  }

  private static String tagged(String name) {
    return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
  }

  /** The reason why not. */
  private Optional<String> pull(String reference, String name, @Nullable RegistryCredentials as)
      throws IOException, InterruptedException {
    log.accept("Fetching the base image " + name);
    try {
      return Retry.BRIEF.of(() -> pullOnce(reference, as), log);
    } catch (BuildFailed e) {
      if (e.failure() == Failure.BASE_IMAGE_MISSING) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Optional<String> pullOnce(String reference, @Nullable RegistryCredentials as) {
    try {
      engine.pull(reference, as, _ -> {});
      return Optional.empty();
    } catch (PullFailed e) {
      String reason = String.valueOf(e.getMessage());
      if (PASSING.matcher(reason.toLowerCase(Locale.ROOT)).find()) {
        throw BuildFailed.forNow(Failure.BASE_IMAGE_MISSING, reason, e);
      }
      return Optional.of(reason);
    } catch (EngineException e) {
      throw new BuildFailed(Failure.BUILDER_ERROR, String.valueOf(e.getMessage()), e);
    }
  }

  private static void demand(String name, Optional<String> whyNot) {
    if (whyNot.isPresent()) {
      throw new BuildFailed(
          Failure.BASE_IMAGE_MISSING,
          ("The Dockerfile begins from the image '%s', which cannot be had: check its name, push it to the built-in"
                  + " registry under library/, or add the credentials of its registry under Registries. %s")
              .formatted(name, whyNot.get()));
    }
  }
}
