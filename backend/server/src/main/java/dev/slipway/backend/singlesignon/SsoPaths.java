package dev.slipway.backend.singlesignon;

import dev.slipway.backend.platform.PlatformProperties;
import java.util.UUID;

/** Addresses the browser passes on its way. */
final class SsoPaths {
  static final String BEGIN = "/login/sso/{connection}";
  static final String CALLBACK = "/login/sso/callback";
  static final String PROFILE = "/profile";

  private SsoPaths() {}

  static String begin(UUID connection) {
    return BEGIN.replace("{connection}", connection.toString());
  }

  /** As the provider has to know it. */
  static String callback(PlatformProperties platform) {
    return platform.externalUrl() + CALLBACK;
  }
}
