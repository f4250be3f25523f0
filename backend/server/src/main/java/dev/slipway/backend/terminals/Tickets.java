package dev.slipway.backend.terminals;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tickets that are not used yet. In memory: whoever gets one uses it at once, and after a restart
 * asks for another.
 */
@Component
class Tickets {
  static final Duration LIFE = Duration.ofSeconds(30);
  private static final int BYTES = 32;
  private static final int MOST = 10_000;

  private final Map<String, Ticket> open = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  Tickets(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns what redeems it; only its digest is kept. */
  String add(Ticket ticket) {
    Instant now = clock.instant();
    open.values().removeIf(one -> !one.expiresAt().isAfter(now));
    if (open.size() >= MOST) {
      throw Problem.rateLimited(
          "Too many terminals are being opened at once; try again in a moment.", LIFE);
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(Sha256.hex(secret), ticket);
    return secret;
  }

  /** Whoever is first has it. */
  Optional<Ticket> redeem(String secret) {
    return Optional.ofNullable(open.remove(Sha256.hex(secret)))
        .filter(ticket -> ticket.expiresAt().isAfter(clock.instant()));
  }
}
