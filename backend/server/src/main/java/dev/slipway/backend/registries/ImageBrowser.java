package dev.slipway.backend.registries;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.Page;
import dev.slipway.api.registries.ImageRepositoryView;
import dev.slipway.api.registries.ImageStorageView;
import dev.slipway.api.registries.ImageUseView;
import dev.slipway.api.registries.ImageView;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.images.Manifest;
import dev.slipway.backend.images.ProjectPaths;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.ProjectScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a project has in the built-in registry. Asking the registry is never inside a transaction.
 */
@Service
class ImageBrowser {
  private static final int MOST_COUNTED = 500;
  private static final int MOST_REPOSITORIES = 200;

  private final StoredImages images;
  private final ImageUseRepository uses;
  private final ProjectPaths paths;
  private final PlatformProperties platform;
  private final EventLog events;
  private final TransactionTemplate transaction;

  ImageBrowser(
      StoredImages images,
      ImageUseRepository uses,
      ProjectPaths paths,
      PlatformProperties platform,
      EventLog events,
      TransactionTemplate transaction) {
    this.images = images;
    this.uses = uses;
    this.paths = paths;
    this.platform = platform;
    this.events = events;
    this.transaction = transaction;
  }

  Page<ImageRepositoryView> repositories(ProjectScope scope, @Nullable String after, int limit) {
    int size = Cursor.pageSize(limit);
    String prefix = prefix(scope);
    if (after != null && !inside(prefix, after)) {
      throw Problem.invalid(
          "The cursor is not one this server gave out. Begin with the first page.");
    }
    List<String> found = images.repositories(prefix, after, size + 1);
    List<String> page = found.subList(0, Math.min(size, found.size()));
    Map<String, ImageUseRepository.KnownRepository> known =
        in(() -> uses.repositories(scope.organization(), page));
    return new Page<>(
        page.stream()
            .map(name -> view(name, requireNonNull(known.get(name)), images.tags(name).size()))
            .toList(),
        found.size() > size ? page.getLast() : null);
  }

  private ImageRepositoryView view(
      String name, ImageUseRepository.KnownRepository known, int tags) {
    return new ImageRepositoryView(
        name, platform.registryHost() + "/" + name, tags, known.pushedAt(), known.usedBy());
  }

  Page<ImageView> tags(ProjectScope scope, String repository, @Nullable String after, int limit) {
    int size = Cursor.pageSize(limit);
    require(scope, repository);
    var all = new ArrayList<>(images.tags(repository));
    Collections.reverse(all);
    List<String> left =
        after == null ? all : all.stream().filter(tag -> tag.compareTo(after) < 0).toList();
    List<String> page = left.subList(0, Math.min(size, left.size()));
    var manifests = new LinkedHashMap<String, Manifest>();
    page.forEach(tag -> images.find(repository, tag).ifPresent(one -> manifests.put(tag, one)));
    List<String> digests = manifests.values().stream().map(Manifest::digest).distinct().toList();
    Map<String, ImageUseRepository.Known> known = in(() -> uses.images(scope, repository, digests));
    return new Page<>(
        manifests.entrySet().stream()
            .map(tag ->
                view(
                    tag.getKey(),
                    tag.getValue(),
                    bytes(repository, tag.getValue()),
                    requireNonNull(known.get(tag.getValue().digest()))))
            .toList(),
        left.size() > size ? page.getLast() : null);
  }

  private static ImageView view(
      String tag, Manifest manifest, long bytes, ImageUseRepository.Known known) {
    return new ImageView(
        tag,
        manifest.digest(),
        bytes,
        known.pushedAt(),
        known.pushedBy(),
        known.build(),
        known.commit(),
        known.uses());
  }

  private long bytes(String repository, Manifest manifest) {
    return parts(repository, manifest).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Layers and configuration, of an index those of all its images. */
  private Map<String, Long> parts(String repository, Manifest manifest) {
    if (!manifest.index()) {
      return manifest.parts();
    }
    var all = new HashMap<String, Long>();
    manifest
        .parts()
        .keySet()
        .forEach(digest ->
            images.find(repository, digest).ifPresent(image -> all.putAll(image.parts())));
    return all;
  }

  ImageStorageView storage(ProjectScope scope) {
    var parts = new HashMap<String, Long>();
    var seen = new HashMap<String, String>();
    boolean complete = true;
    List<String> names = images.repositories(prefix(scope), null, MOST_REPOSITORIES);
    for (String repository : names) {
      for (String tag : images.tags(repository)) {
        if (seen.size() >= MOST_COUNTED) {
          complete = false;
          break;
        }
        images
            .find(repository, tag)
            .ifPresent(manifest -> {
              if (seen.put(manifest.digest(), repository) == null) {
                parts.putAll(parts(repository, manifest));
              }
            });
      }
    }
    long bytes = parts.values().stream().mapToLong(Long::longValue).sum();
    return new ImageStorageView(bytes, seen.size(), complete && names.size() < MOST_REPOSITORIES);
  }

  void delete(ProjectScope scope, String repository, String reference) {
    require(scope, repository);
    if (!ImageName.isTag(reference) && !ImageName.isDigest(reference)) {
      throw Problem.invalid("Name a tag, or a digest such as sha256:….");
    }
    Manifest manifest =
        images.find(repository, reference).orElseThrow(() -> Problem.notFound("image"));
    if (ImageName.isTag(reference)) {
      onlyTag(repository, reference, manifest);
    }
    Optional<ImageUseRepository.Known> known =
        Optional.ofNullable(
            in(() -> uses.images(scope, repository, List.of(manifest.digest())))
                .get(manifest.digest()));
    known
        .filter(one -> !one.uses().isEmpty())
        .ifPresent(one -> {
          throw inUse(one.uses());
        });
    images.remove(repository, manifest.digest());
    transaction.executeWithoutResult(_ ->
        events.record(
            new NewEvent(
                NewEvent.Severity.INFO,
                "ImageDeleted",
                "%s deleted the image %s of %s."
                    .formatted(scope.caller().name(), reference, repository),
                scope.organization(),
                scope.project(),
                null,
                null,
                null,
                null)));
  }

  /** The registry removes images, not tags. */
  private void onlyTag(String repository, String tag, Manifest manifest) {
    List<String> others =
        images.tags(repository).stream()
            .filter(other -> !other.equals(tag))
            .filter(other ->
                images
                    .find(repository, other)
                    .filter(image -> image.digest().equals(manifest.digest()))
                    .isPresent())
            .toList();
    if (!others.isEmpty()) {
      throw Problem.conflict(
          "image-has-more-tags",
          "The same image is also tagged %s. Delete it by its digest to remove all of them."
              .formatted(String.join(", ", others)));
    }
  }

  private static Problem inUse(List<ImageUseView> uses) {
    String who =
        uses.stream()
            .map(use ->
                use.pods() > 0
                    ? "%s runs it in %d pods (revision %d)"
                        .formatted(use.app(), use.pods(), use.revision())
                    : "%s can go back to it (revision %d)".formatted(use.app(), use.revision()))
            .collect(Collectors.joining("; "));
    return Problem.conflict(
        "image-in-use", "The image is needed: %s. Nothing was deleted.".formatted(who));
  }

  private void require(ProjectScope scope, String repository) {
    if (!inside(prefix(scope), repository)) {
      throw Problem.notFound("repository");
    }
  }

  private static boolean inside(String prefix, String repository) {
    return repository.startsWith(prefix) && ImageName.isPath(repository);
  }

  private String prefix(ProjectScope scope) {
    return in(() -> paths.of(scope.organization(), scope.project())) + "/";
  }

  private <T> T in(Supplier<T> work) {
    return requireNonNull(transaction.execute(_ -> work.get()));
  }
}
