package dev.slipway.backend.tenants;

import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.tenants.TokenExpiryRepository.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says once of each token that it ends soon, while there is time to make another. */
@Component
class TokenExpiry implements Reconciler {
  static final Duration SOON = Duration.ofDays(14);

  private final TokenExpiryRepository tokens;
  private final EventLog events;
  private final InstantSource clock;

  TokenExpiry(TokenExpiryRepository tokens, EventLog events, InstantSource clock) {
    this.tokens = tokens;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(10);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    List<Ending> ending = tokens.endingBefore(epoch, clock.instant().plus(SOON));
    ending.forEach(token -> events.record(event(token)));
    return new Progress(ending.size(), ending.size());
  }

  private NewEvent event(Ending token) {
    Instant end = token.expiresAt();
    long days = Duration.between(clock.instant(), end).toDays();
    String whose =
        token.kind() == TokenKind.PERSONAL
            ? "The API token %s of %s".formatted(token.name(), token.owner())
            : "The API token %s, made by %s,".formatted(token.name(), token.owner());
    String when =
        days == 0 ? "in less than a day" : days == 1 ? "in a day" : "in " + days + " days";
    return new NewEvent(
        NewEvent.Severity.WARNING,
        "TokenExpiresSoon",
        "%s expires %s, on %s. Make another under API tokens and put it where this one is used."
            .formatted(whose, when, LocalDate.ofInstant(end, ZoneOffset.UTC)),
        token.organization(),
        token.project(),
        null,
        null,
        null,
        null);
  }
}
