package dev.slipway.backend.images;

import dev.slipway.backend.outbound.OutboundAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs in to a registry, to see whether that works. */
@Component
class RegistryCheck {
  private static final int MOST_BYTES = 1 << 20;

  private final RegistryProtocol protocol;

  RegistryCheck(RegistryProtocol protocol) {
    this.protocol = protocol;
  }

  /**
   * @param repository null: signing in is enough
   * @throws RegistryRefused with what is wrong
   * @throws dev.slipway.backend.kernel.Problem destination-blocked
   */
  void check(Login login, @Nullable String repository) throws RegistryRefused {
    OutboundAnswer answer = protocol.get(login, "/v2/", "", MOST_BYTES);
    switch (answer.status()) {
      case 200 -> registry(login, answer);
      case 401, 403 -> throw RegistryProtocol.refused(login);
      case 301, 302, 303, 307, 308 ->
          throw new RegistryRefused(
              "not-a-registry",
              "%s sends its clients to another address, which is not followed. Enter that host."
                  .formatted(login.host()));
      case 429 ->
          throw new RegistryRefused(
              "registry-unreachable",
              "%s has had too many requests. Try again later.".formatted(login.host()));
      default -> throw none(login, answer);
    }
    if (repository != null) {
      repository(login, repository);
    }
  }

  private static void registry(Login login, OutboundAnswer answer) throws RegistryRefused {
    boolean named = answer.header("Docker-Distribution-Api-Version").isPresent();
    String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!named && type.startsWith("text/html")) {
      throw none(login, answer);
    }
  }

  private void repository(Login login, String repository) throws RegistryRefused {
    OutboundAnswer answer =
        protocol.get(login, "/v2/" + repository + "/tags/list?n=1", "", MOST_BYTES);
    switch (answer.status()) {
      case 200 -> {}
      case 401, 403 ->
          throw new RegistryRefused(
              "registry-denied",
              "%s accepts the credentials, but they may not read %s. Give them the right to pull."
                  .formatted(login.host(), repository));
      case 404 ->
          throw new RegistryRefused(
              "image-not-found",
              "%s accepts the credentials, but has no repository %s that they may see."
                  .formatted(login.host(), repository));
      default ->
          throw new RegistryRefused(
              "registry-unreachable",
              "%s accepts the credentials, but answers %d for %s. Try again later."
                  .formatted(login.host(), answer.status(), repository));
    }
  }

  private static RegistryRefused none(Login login, OutboundAnswer answer) {
    return new RegistryRefused(
        answer.status() >= 500 ? "registry-unreachable" : "not-a-registry",
        "%s does not answer as a registry (%d). Check the host."
            .formatted(login.host(), answer.status()));
  }
}
