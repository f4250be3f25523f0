package dev.slipway.backend.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of an outside repository: {@code https://host/path}, {@code ssh://git@host/path}, {@code
 * git@host:path}, and {@code http://} for hosts an operator allows. Whether the name leads to a
 * public address is the builder's to check: it is the one that connects.
 */
public record GitUrl(String value) {
  private static final int LONGEST = 1000;
  private static final String PATH = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[2-7][0-9A-Fa-f])+";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>https?|ssh)://(?:(?<user>[^/@]*)@)?(?<host>[^/@:]+|\\[[^/@]*])(?::(?<port>[0-9]{1,5}))?"
              + "(?:/"
              + PATH
              + ")+/?");
  private static final Pattern SHORT_FORM =
      Pattern.compile(
          "(?<user>[A-Za-z_][A-Za-z0-9_-]*)@(?<host>[^/@:]+):(?!-)"
              + PATH
              + "(?:/"
              + PATH
              + ")*/?");
  private static final Pattern SSH_USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /**
   * @param allowed host or host:port that may be private or plain http
   * @throws Problem validation-failed or destination-blocked; the message never repeats the
   *     address, which may hold a password
   */
  public static GitUrl of(String text, Collection<String> allowed) {
    Matcher form = match(text).orElseThrow(GitUrl::malformed);
    String host = form.group("host").toLowerCase(Locale.ROOT);
    String port = form.pattern() == FORM ? form.group("port") : null;
    boolean chosen =
        allowed.contains(host) || (port != null && allowed.contains(host + ":" + port));
    if (!chosen && !PublicName.is(host)) {
      throw blocked();
    }
    String scheme = form.pattern() == FORM ? form.group("scheme") : "ssh";
    String user = form.group("user");
    if (user != null && !(scheme.equals("ssh") && SSH_USER.matcher(user).matches())) {
      throw Problem.invalid(
          "The repository's address must not contain a user name or password. Remove the part before the @.");
    }
    if (scheme.equals("http") && !chosen) {
      throw Problem.invalid(
          "The repository's address begins with http://, which anybody on the way can read and change. Use https://.");
    }
    return new GitUrl(text);
  }

  private static Optional<Matcher> match(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    Matcher shortForm = SHORT_FORM.matcher(text);
    return form.matches()
        ? Optional.of(form)
        : shortForm.matches() ? Optional.of(shortForm) : Optional.empty();
  }

  private static Problem malformed() {
    return Problem.invalid(
        "This is not the address of a git repository. Use the form https://host/owner/repository.git or"
            + " git@host:owner/repository.git.");
  }

  private static Problem blocked() {
    return Problem.of(
        Problem.Kind.INVALID,
        "destination-blocked",
        "Builds may not fetch from this host: it is not a public name. Ask whoever operates the platform to allow it.");
  }
}
