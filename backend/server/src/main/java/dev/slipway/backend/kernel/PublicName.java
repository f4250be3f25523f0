package dev.slipway.backend.kernel;

import java.util.regex.Pattern;

/**
 * Names of hosts that may be public: dotted, with letters at the end. Addresses in any notation are
 * none, since programs read the odd ones differently.
 */
public final class PublicName {
  private static final Pattern DOTTED =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
  private static final Pattern INSIDE = Pattern.compile(".*\\.(?:localhost|local|internal|arpa)");

  private PublicName() {}

  /**
   * @param host in lower case
   */
  public static boolean is(String host) {
    return DOTTED.matcher(host).matches() && !INSIDE.matcher(host).matches();
  }
}
