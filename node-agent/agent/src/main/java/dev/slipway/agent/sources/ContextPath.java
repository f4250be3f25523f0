package dev.slipway.agent.sources;

import java.nio.file.Path;
import java.util.Optional;

/** Finds a file of a repository by a path somebody typed, following the repository's own links. */
final class ContextPath {
  private static final int LINKS = 8;

  private final Checkout checkout;

  ContextPath(Checkout checkout) {
    this.checkout = checkout;
  }

  /**
   * Empty if it leads out of the repository.
   *
   * @param path relative to the repository's root
   */
  Optional<Path> find(String path) {
    Path root = checkout.folder();
    Path inside = Path.of("");
    int links = 0;
    for (Path part : Path.of(path.replaceFirst("^/+", ""))) {
      inside = inside.resolve(part).normalize();
      String target = checkout.links().get(inside.toString());
      while (target != null && links++ < LINKS) {
        Path parent = inside.getParent();
        inside = (parent == null ? Path.of(target) : parent.resolve(target)).normalize();
        target = checkout.links().get(inside.toString());
      }
      if (target != null || inside.isAbsolute() || inside.startsWith("..")) {
        return Optional.empty();
      }
    }
    Path found = root.resolve(inside).normalize();
    boolean stays = found.startsWith(root) && !found.startsWith(root.resolve(".git"));
    return stays ? Optional.of(found) : Optional.empty();
  }
}
