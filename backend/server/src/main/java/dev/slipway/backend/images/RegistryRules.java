package dev.slipway.backend.images;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be said of a registry, by its kind. */
@Component
class RegistryRules {
  private static final int LONGEST_USER = 255;
  private static final int LONGEST_PASSWORD = 16 * 1024;
  private static final String GITHUB = "ghcr.io";
  private static final String GOOGLE_USER = "_json_key";
  private static final Pattern AZURE = Pattern.compile("[a-z0-9-]+\\.azurecr\\.(?:io|cn|us)");
  private static final Pattern GOOGLE =
      Pattern.compile("(?:[a-z]+\\.)?gcr\\.io|[a-z0-9-]+-docker\\.pkg\\.dev");
  private static final Pattern ACCESS_KEY = Pattern.compile("[A-Z0-9]{16,128}");

  private final Json json;

  RegistryRules(Json json) {
    this.json = json;
  }

  /** The part of Google's key by which one is known. */
  record JsonKey(@Nullable String client_email, @Nullable String private_key) {
    @Override
    public String toString() {
      return "JsonKey[" + client_email + "]";
    }
  }

  /** As names of images begin. */
  String host(RegistryKind kind, @Nullable String asked) {
    String host = asked == null || asked.isEmpty() ? null : ImageName.host(asked);
    return switch (kind) {
      case DOCKER_HUB -> only(ImageName.DOCKER_HUB, host);
      case GHCR -> only(GITHUB, host);
      case ECR ->
          like(
              EcrPasswords.HOST,
              host,
              "<account>.dkr.ecr.<region>.amazonaws.com, as the console of Amazon shows it");
      case ACR -> like(AZURE, host, "<name>.azurecr.io");
      case GOOGLE -> like(GOOGLE, host, "<region>-docker.pkg.dev or gcr.io");
      case HARBOR, OTHER -> {
        if (host == null) {
          throw Problem.invalid("Enter the registry's host, such as registry.example.com.");
        }
        yield host;
      }
    };
  }

  String user(RegistryKind kind, @Nullable String asked) {
    if (kind == RegistryKind.GOOGLE) {
      return GOOGLE_USER;
    }
    String user = asked == null ? "" : asked.strip();
    if (user.isEmpty()
        || user.length() > LONGEST_USER
        || user.indexOf(':') >= 0
        || user.codePoints().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(
          "Enter the user name: 1 to 255 characters without a colon. For ECR it is the access key.");
    }
    if (kind == RegistryKind.ECR && !ACCESS_KEY.matcher(user).matches()) {
      throw Problem.invalid(
          "The user of ECR is an access key such as AKIAIOSFODNN7EXAMPLE, with the right ecr:GetAuthorizationToken.");
    }
    return user;
  }

  String password(RegistryKind kind, @Nullable String asked) {
    String password = asked == null ? "" : asked.strip();
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD || password.indexOf('\0') >= 0) {
      throw Problem.invalid("Enter the password or token: at most 16 KiB. It is not shown again.");
    }
    if (kind == RegistryKind.GOOGLE) {
      googleKey(password);
    } else if (password.codePoints().anyMatch(Character::isISOControl)) {
      throw Problem.invalid("The password has a line break in it. Enter it as one line.");
    }
    return password;
  }

  @Nullable String repository(@Nullable String asked) {
    if (asked == null || asked.isBlank()) {
      return null;
    }
    // Whatever host: only the path counts.
    return ImageName.of("registry.example.com/" + asked.strip()).path();
  }

  private void googleKey(String password) {
    JsonKey key;
    try {
      key = json.read(password, JsonKey.class);
    } catch (RuntimeException _) {
      key = null;
    }
    if (key == null || key.client_email() == null || key.private_key() == null) {
      throw Problem.invalid(
          "Enter the whole JSON key of a service account, as Google gave it to you: from { to }.");
    }
  }

  private static String only(String its, @Nullable String host) {
    if (host != null && !host.equals(its)) {
      throw Problem.invalid(
          "The host of this kind of registry is %s. Leave it out, or choose another kind."
              .formatted(its));
    }
    return its;
  }

  private static String like(Pattern form, @Nullable String host, String example) {
    if (host == null || !form.matcher(host).matches()) {
      throw Problem.invalid("The host of this kind of registry is %s.".formatted(example));
    }
    return host;
  }
}
