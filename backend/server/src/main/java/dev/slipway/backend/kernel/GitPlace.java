package dev.slipway.backend.kernel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a repository's address, which {@link GitUrl} has looked at before.
 *
 * @param user of ssh; null otherwise
 * @param port the usual one when none is named
 * @param path begins with a slash
 */
public record GitPlace(String scheme, @Nullable String user, String host, int port, String path) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>https?|ssh)://(?:(?<user>[^/@]*)@)?(?<host>[^/@:]+|\\[[^/@]*])(?::(?<port>[0-9]{1,5}))?(?<path>/.*)");
  private static final Pattern SHORT_FORM =
      Pattern.compile("(?<user>[^/@:]+)@(?<host>[^/@:]+):(?<path>[^/].*)");

  public static GitPlace of(String url) {
    Matcher form = FORM.matcher(url);
    if (form.matches()) {
      String scheme = form.group("scheme");
      String port = form.group("port");
      return new GitPlace(
          scheme,
          form.group("user"),
          form.group("host").toLowerCase(Locale.ROOT),
          port == null ? usualPort(scheme) : Integer.parseInt(port),
          form.group("path"));
    }
    Matcher shortForm = SHORT_FORM.matcher(url);
    if (!shortForm.matches()) {
      throw Problem.invalid("This is not the address of a git repository.");
    }
    return new GitPlace(
        "ssh",
        shortForm.group("user"),
        shortForm.group("host").toLowerCase(Locale.ROOT),
        usualPort("ssh"),
        "/" + shortForm.group("path"));
  }

  public boolean ssh() {
    return scheme.equals("ssh");
  }

  /** As a URL, which git does not have to interpret. */
  public String url() {
    String authority = port == usualPort(scheme) ? host : host + ":" + port;
    String who = ssh() ? (user == null ? "git" : user) + "@" : "";
    return scheme + "://" + who + authority + path;
  }

  /** The host's name in known_hosts. */
  public String knownAs() {
    return port == usualPort("ssh") ? host : "[%s]:%d".formatted(host, port);
  }

  /** Such as {@code github.com} or {@code git.example.com:8443}. */
  public String authority() {
    return port == usualPort(scheme) ? host : host + ":" + port;
  }

  private static int usualPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "ssh" -> 22;
      default -> 443;
    };
  }
}
