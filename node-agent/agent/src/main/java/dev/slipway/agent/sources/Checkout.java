package dev.slipway.agent.sources;

import java.nio.file.Path;
import java.util.Map;

/**
 * A repository's files on this machine. None of them is a link: those the repository has are plain
 * files on disk, so that nothing read here leads elsewhere, and become links again inside the
 * build.
 *
 * @param links path of each link, to what it points at
 */
public record Checkout(Path folder, Commit commit, Map<String, String> links) {
  public Checkout {
    links = Map.copyOf(links);
  }
}
