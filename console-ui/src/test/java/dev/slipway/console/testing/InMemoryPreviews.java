package dev.slipway.console.testing;

import dev.slipway.api.sources.PreviewView;
import dev.slipway.api.sources.PreviewsApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A pull request of a fork, while a test wants one. */
public class InMemoryPreviews implements PreviewsApi {
  public final List<PreviewView> running = new ArrayList<>();

  @Override
  public List<PreviewView> list(UUID project) {
    return List.copyOf(running);
  }

  @Override
  public void end(UUID project, UUID preview) {
    running.removeIf(one -> one.id().equals(preview));
  }

  public void run() {
    running.add(
        new PreviewView(
            Samples.id(960),
            Samples.APP,
            "web",
            Samples.id(961),
            Samples.id(962),
            "pr-17",
            17,
            "Moon phases",
            "swell-rider",
            "moon-phases",
            true,
            Samples.COMMIT,
            "Ada",
            Samples.NOW.plus(Duration.ofDays(7)),
            Samples.NOW));
  }
}
