package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.GitUrl;
import dev.slipway.backend.kernel.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be stored as a credential, and which one fits which address. */
final class CredentialRules {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._+-]{0,199}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{4,4096}");

  private CredentialRules() {}

  static String user(String username) {
    if (!USER.matcher(username).matches()) {
      throw Problem.invalid(
          "The user name has letters, digits and @ . _ + - only. Leave it out if your forge asks for a token alone.");
    }
    return username;
  }

  /** Never repeats what was given. */
  static String token(@Nullable String token) {
    String text = token == null ? "" : token.strip();
    if (!TOKEN.matcher(text).matches()) {
      throw Problem.invalid(
          "The token is missing, or has spaces or characters no forge gives out. Copy it again.");
    }
    return text;
  }

  /**
   * @param allowed see {@code PlatformProperties.allowedGitHosts}
   */
  static String host(@Nullable String host, Collection<String> allowed) {
    String name = host == null ? "" : host.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.contains("/")) {
      throw Problem.invalid(
          "A token needs the host it is for, such as github.com: it is shown to no other.");
    }
    var _ = GitUrl.of("https://" + name + "/owner/repository", allowed);
    return name;
  }

  /**
   * @throws Problem validation-failed when the credential would never be used for this address
   */
  static void fits(CredentialKind kind, @Nullable String host, GitPlace place) {
    if (kind == CredentialKind.DEPLOY_KEY && !place.ssh()) {
      throw Problem.invalid(
          "A deploy key works over ssh only. Use the address git@%s:%s instead."
              .formatted(place.host(), place.path().replaceFirst("^/", "")));
    }
    if (kind == CredentialKind.TOKEN && place.ssh()) {
      throw Problem.invalid(
          "A token works over https only. Use the address https://%s%s instead, or a deploy key."
              .formatted(place.host(), place.path()));
    }
    if (kind == CredentialKind.TOKEN && !Objects.equals(host, place.authority())) {
      throw Problem.invalid(
          "This token is for %s and is shown to no other host; the repository is at %s."
              .formatted(host, place.authority()));
    }
  }

  static boolean usable(Credential credential, GitPlace place) {
    return credential.kind() == CredentialKind.DEPLOY_KEY
        ? place.ssh()
        : !place.ssh() && Objects.equals(credential.host(), place.authority());
  }
}
