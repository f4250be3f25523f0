package dev.slipway.backend.registries;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.images.BuiltInRegistry;
import dev.slipway.backend.images.Manifest;
import dev.slipway.backend.images.RegistryRefused;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.registries.RegistryRepository.Image;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is in the built-in registry, as the registry tells it. */
@Component
class StoredImages implements BuiltInRegistry {
  private static final int NAMES_AT_ONCE = 500;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final RegistryClient registry;
  private final Json json;

  StoredImages(RegistryClient registry, Json json) {
    this.registry = registry;
    this.json = json;
  }

  record Names(@Nullable List<String> repositories) {}

  record Tags(@Nullable List<String> tags) {}

  private interface Question {
    RegistryClient.Answer ask() throws IOException, InterruptedException;
  }

  /**
   * Names that begin so, in order.
   *
   * @param after name of the last one known; null for the first
   */
  List<String> repositories(String prefix, @Nullable String after, int most) {
    var found = new ArrayList<String>();
    String last = after == null ? prefix : after;
    while (true) {
      String query = "n=%d&last=%s".formatted(NAMES_AT_ONCE, encoded(last));
      RegistryClient.Answer answer = asked(() -> registry.catalog(query));
      List<String> page = json.read(text(answer), Names.class).repositories();
      if (answer.status() != OK || page == null || page.isEmpty()) {
        return found;
      }
      for (String name : page) {
        // The registry tells them in order, beginning after the prefix.
        if (!name.startsWith(prefix) || found.size() == most) {
          return found;
        }
        found.add(name);
      }
      if (answer.header("Link").isEmpty()) {
        return found;
      }
      last = page.getLast();
    }
  }

  /** In the order of the alphabet; none when there is no such repository. */
  List<String> tags(String repository) {
    RegistryClient.Answer answer = asked(() -> registry.repository(repository, "tags/list", ""));
    if (answer.status() == NOT_FOUND) {
      return List.of();
    }
    List<String> tags = json.read(text(answer), Tags.class).tags();
    return tags == null ? List.of() : tags.stream().sorted().toList();
  }

  /** Empty when it is gone. */
  Optional<Manifest> find(String repository, String reference) {
    try {
      return Optional.of(manifest(repository, reference));
    } catch (RegistryRefused refused) {
      if (refused.type().equals("registry-unreachable")) {
        throw away();
      }
      return Optional.empty();
    }
  }

  @Override
  public Manifest manifest(String repository, String reference) throws RegistryRefused {
    RegistryClient.Answer answer;
    try {
      answer = registry.repository(repository, "manifests/" + reference, Manifest.ACCEPT);
    } catch (IOException _) {
      throw unreachable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
    return switch (answer.status()) {
      case OK ->
          Manifest.read(
              answer.body(),
              answer.header("Content-Type").orElse(""),
              answer.header("Docker-Content-Digest").orElse(null),
              ImageName.isDigest(reference) ? reference : null);
      case NOT_FOUND ->
          throw new RegistryRefused(
              "image-not-found",
              "The built-in registry has no %s%s%s. Push it first."
                  .formatted(repository, reference.contains(":") ? "@" : ":", reference));
      default -> throw unreachable();
    };
  }

  void remove(String repository, String digest) {
    boolean removed;
    try {
      removed = registry.remove(new Image(repository, digest));
    } catch (IOException _) {
      throw away();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw away();
    }
    if (!removed) {
      throw away();
    }
  }

  private static RegistryClient.Answer asked(Question question) {
    try {
      RegistryClient.Answer answer = question.ask();
      if (answer.status() == OK || answer.status() == NOT_FOUND) {
        return answer;
      }
      throw away();
    } catch (IOException _) {
      throw away();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw away();
    }
  }

  private static Problem away() {
    return Problem.of(
        Problem.Kind.UNAVAILABLE,
        "registry-unreachable",
        "The built-in registry does not answer. Try again in a moment.");
  }

  private static RegistryRefused unreachable() {
    return new RegistryRefused(
        "registry-unreachable", "The built-in registry does not answer. Try again in a moment.");
  }

  private static String text(RegistryClient.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
