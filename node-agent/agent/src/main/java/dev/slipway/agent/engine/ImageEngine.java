package dev.slipway.agent.engine;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Images of a container engine: fetched, made and sent away. */
public interface ImageEngine {
  /** An image the engine has. */
  Optional<Image> image(String reference);

  /**
   * Fetches an image, however long it takes.
   *
   * @throws PullFailed with a sentence for people
   */
  void pull(String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress);

  /** Makes an image of one layer from a tar of its files. */
  void importFiles(String reference, InputStream tar);

  void tag(String source, String target);

  /**
   * Sends an image to its registry.
   *
   * @return the digest the registry knows it by, such as sha256:…
   */
  String push(
      String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress);

  /**
   * Builds with BuildKit from a tar of files. The answer is the engine's stream of JSON lines;
   * closing it cancels the build.
   */
  BuildStream build(BuildParameters parameters, InputStream context);

  /** Takes an image away unless a container uses it. */
  void removeImage(String reference);
}
