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
 * Who was found at an address a moment ago. Where deliveries follow each other closely, looking for
 * each would take longer than dealing with them.
 */
@Component
class KnownHooks {
  /** After so many looks within a second nobody looks again for a moment. */
  private static final int OFTEN = 10;

  private static final Duration MOMENT = Duration.ofMillis(100);

  /** So long it will do while somebody else is looking. */
  private static final Duration LATELY = Duration.ofSeconds(1);

  private static final int MOST = 1000;

  private final InstantSource clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  KnownHooks(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param looks since that time
   */
  private record Seen(Addressed addressed, Instant at, int looks, Instant since) {
    private boolean isYounger(Duration age, Instant now) {
      return at.plus(age).isAfter(now);
    }
  }

  Addressed note(String place, Addressed addressed) {
    if (addressed.webhook() != null) {
      Instant now = clock.instant();
      if (seen.size() >= MOST) {
        seen.values().removeIf(each -> !each.isYounger(LATELY, now));
      }
      if (seen.size() < MOST) {
        Seen _ = seen.compute(place, (_, last) -> next(last, addressed, now));
      }
    }
    return addressed;
  }

  private static Seen next(@Nullable Seen last, Addressed addressed, Instant now) {
    return last == null || last.since().plus(LATELY).isBefore(now)
        ? new Seen(addressed, now, 1, now)
        : new Seen(addressed, now, last.looks() + 1, last.since());
  }

  /** Where many come at once. */
  @Nullable Addressed justNow(String place) {
    Seen known = seen.get(place);
    return known != null && known.looks() >= OFTEN && known.isYounger(MOMENT, clock.instant())
        ? known.addressed()
        : null;
  }

  @Nullable Addressed lately(String place) {
    Seen known = seen.get(place);
    return known != null && known.isYounger(LATELY, clock.instant()) ? known.addressed() : null;
  }
}
