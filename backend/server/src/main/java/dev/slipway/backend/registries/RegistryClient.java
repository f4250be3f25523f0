package dev.slipway.backend.registries;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RegistryRepository.Image;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /** What the registry said. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Answer(int status, HttpResponse<byte[]> response) {
    byte[] body() {
      return response.body();
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  /**
   * True when the registry does not have it any more; its layers go with the registry's next
   * collection.
   */
  boolean remove(Image image) throws IOException, InterruptedException {
    var access = new RegistryAccess("repository", image.repository(), Set.of("pull", "delete"));
    HttpRequest request =
        request("/v2/%s/manifests/%s".formatted(image.repository(), image.digest()), access)
            .DELETE()
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    return status == ACCEPTED || status == NOT_FOUND;
  }

  /** Everything there is in the registry, a page of it. */
  Answer catalog(String query) throws IOException, InterruptedException {
    return get("/v2/_catalog?" + query, "", new RegistryAccess("registry", "catalog", Set.of("*")));
  }

  /**
   * @param rest of the path, such as {@code tags/list}
   * @param accept media types; empty for any
   */
  Answer repository(String repository, String rest, String accept)
      throws IOException, InterruptedException {
    return get(
        "/v2/%s/%s".formatted(repository, rest),
        accept,
        new RegistryAccess("repository", repository, Set.of("pull")));
  }

  private Answer get(String path, String accept, RegistryAccess access)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, access).GET();
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response);
  }

  private HttpRequest.Builder request(String path, RegistryAccess access) {
    return HttpRequest.newBuilder(URI.create("http://" + host + path))
        .header("Authorization", "Bearer " + tokens.sign("control-plane", List.of(access)))
        .timeout(PATIENCE);
  }
}
