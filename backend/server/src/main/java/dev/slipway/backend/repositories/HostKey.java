package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.HostKeyView;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key an ssh host is known by.
 *
 * @param id null for those everybody knows
 * @param host as in known_hosts
 */
record HostKey(@Nullable UUID id, String host, String type, String key, @Nullable Instant seenAt) {
  private static final Pattern TYPE =
      Pattern.compile("(?:ssh|ecdsa|sk-ssh|sk-ecdsa|rsa)[a-z0-9@.-]{2,60}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{40,4000}={0,2}");

  /** A line of known_hosts; empty if it is none. */
  static Optional<HostKey> parse(String line) {
    String[] parts = line.strip().split(" ", -1);
    boolean good =
        parts.length >= 3 && TYPE.matcher(parts[1]).matches() && KEY.matcher(parts[2]).matches();
    return good
        ? Optional.of(new HostKey(null, parts[0], parts[1], parts[2], null))
        : Optional.empty();
  }

  String line() {
    return host + " " + type + " " + key;
  }

  String fingerprint() {
    return Fingerprint.of(Base64.getDecoder().decode(key));
  }

  HostKeyView view() {
    return new HostKeyView(id, host, type, fingerprint(), seenAt);
  }
}
