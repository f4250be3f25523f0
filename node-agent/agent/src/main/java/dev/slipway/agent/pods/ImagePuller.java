package dev.slipway.agent.pods;

import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Image;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.RegistryCredentials;
import dev.slipway.protocol.Welcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fetches images, each once however many pods wait for it. */
final class ImagePuller {
  private static final int AT_ONCE = 3;

  private final ImageEngine images;
  private final PullLogins logins;
  private final Map<String, FutureTask<Image>> running = new ConcurrentHashMap<>();
  private final Semaphore permits = new Semaphore(AT_ONCE);

  ImagePuller(ImageEngine images, PullLogins logins) {
    this.images = images;
    this.logins = logins;
  }

  /** The image if the engine has it. */
  Optional<Image> present(String reference) {
    return images.image(reference);
  }

  /**
   * Waits until the engine has the image. Whoever stops waiting does not stop the pull.
   *
   * @param podId by whose right it is fetched from another registry than the built-in one
   * @throws EngineException such as {@link dev.slipway.agent.engine.PullFailed}
   */
  Image pull(String reference, String podId, Welcome welcome) throws InterruptedException {
    FutureTask<Image> task =
        running.computeIfAbsent(
            reference,
            _ -> {
              var pull = new FutureTask<>(() -> fetch(reference, podId, welcome));
              Thread.ofVirtual().name("pull").start(pull);
              return pull;
            });
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Image fetch(String reference, String podId, Welcome welcome) throws InterruptedException {
    permits.acquire();
    try {
      // Whoever waited before us may have fetched it.
      Optional<Image> present = images.image(reference);
      if (present.isPresent()) {
        return present.get();
      }
      images.pull(reference, credentials(reference, podId, welcome), _ -> {});
      return images
          .image(reference)
          .orElseThrow(() -> new EngineException("The image was fetched, but is not there."));
    } finally {
      permits.release();
      running.remove(reference);
    }
  }

  private @Nullable RegistryCredentials credentials(String reference, String podId, Welcome welcome)
      throws InterruptedException {
    String host = welcome.getRegistryHost();
    if (!host.isEmpty() && reference.startsWith(host + "/")) {
      return new RegistryCredentials(
          host, welcome.getRegistryUser(), welcome.getRegistryPassword());
    }
    return logins
        .of(podId, reference.substring(0, Math.max(0, reference.indexOf('/'))))
        .filter(login -> reference.startsWith(login.getHost() + "/"))
        .map(RegistryCredentials::of)
        .orElse(null);
  }
}
