package dev.slipway.backend.webhooks;

import dev.slipway.backend.webhooks.WebhookService.Addressed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who was found at an address a moment ago. Asked only while so many deliveries come to it that
 * looking for each would take longer than dealing with them.
 */
@Component
class KnownHooks {
  private static final Duration LATELY = Duration.ofSeconds(1);
  private static final int MOST = 1000;

  private final InstantSource clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  KnownHooks(InstantSource clock) {
    this.clock = clock;
  }

  private record Seen(Addressed addressed, Instant until) {}

  Addressed note(String place, Addressed addressed) {
    if (addressed.webhook() != null) {
      Instant now = clock.instant();
      if (seen.size() >= MOST) {
        seen.values().removeIf(each -> each.until().isBefore(now));
      }
      if (seen.size() < MOST) {
        seen.put(place, new Seen(addressed, now.plus(LATELY)));
      }
    }
    return addressed;
  }

  @Nullable Addressed lately(String place) {
    Seen known = seen.get(place);
    return known == null || known.until().isBefore(clock.instant()) ? null : known.addressed();
  }
}
