package dev.slipway.backend.registries;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RegistryRepository.Image;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the control plane itself asks of the registry. */
@Component
class RegistryClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();
  private final RegistryTokens tokens;
  private final String host;

  RegistryClient(RegistryTokens tokens, PlatformProperties platform) {
    this.tokens = tokens;
    host = platform.registryHost();
  }

  /**
   * True when the registry does not have it any more; its layers go with the registry's next
   * collection.
   */
  boolean remove(Image image) throws IOException, InterruptedException {
    var access = new RegistryAccess("repository", image.repository(), Set.of("pull", "delete"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s/v2/%s/manifests/%s"
                        .formatted(host, image.repository(), image.digest())))
            .header("Authorization", "Bearer " + tokens.sign("control-plane", List.of(access)))
            .timeout(PATIENCE)
            .DELETE()
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    return status == ACCEPTED || status == NOT_FOUND;
  }
}
