package dev.slipway.console.repositories;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an address that is being typed says already. */
final class RepositoryName {
  private static final Pattern PATH = Pattern.compile(".*?[:/]([^/:]+/[^/:]+?)(?:\\.git)?/?");
  private static final Pattern HOST =
      Pattern.compile("(?:[a-z]+://)?(?:[^/@]*@)?([^/:@]+(?::\\d+)?)[:/].*");

  private RepositoryName() {}

  /** Such as acme/shop. */
  static String of(String url) {
    Matcher path = PATH.matcher(url.strip());
    return path.matches() ? path.group(1) : "";
  }

  /** Such as github.com. */
  static String host(String url) {
    Matcher host = HOST.matcher(url.strip());
    return host.matches() ? host.group(1) : "";
  }
}
