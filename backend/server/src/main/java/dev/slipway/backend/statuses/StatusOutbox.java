package dev.slipway.backend.statuses;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.DeploymentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The outbox's transactions; what is sent is sent between them. */
@Service
class StatusOutbox {
  private static final Duration YOUNG = Duration.ofDays(1);
  private static final int AT_ONCE = 100;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5));

  private final CommitStatusRepository statuses;
  private final EventLog events;
  private final InstantSource clock;

  StatusOutbox(CommitStatusRepository statuses, EventLog events, InstantSource clock) {
    this.statuses = statuses;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Notes what has changed, and returns what is to be told now: of every host and organization
   * something, however much waits for others.
   *
   * @param sending on their way already
   * @param ofHost so many of one host at most
   */
  @Transactional
  public List<CommitStatus> due(long epoch, Set<DeploymentId> sending, int ofHost) {
    Instant now = clock.instant();
    int _ = statuses.note(epoch, now.minus(YOUNG), now);
    return statuses.due(now, sending, ofHost, AT_ONCE);
  }

  @Transactional
  public void told(long epoch, CommitStatus status) {
    statuses.told(epoch, status, null);
  }

  /** Nobody gave a token for this host. */
  @Transactional
  public void nobodySpeaks(long epoch, CommitStatus status) {
    statuses.told(epoch, status, "no token");
  }

  /** A later attempt may go better. */
  @Transactional
  public void failed(long epoch, CommitStatus status, String why) {
    if (status.attempts() >= PAUSES.size()) {
      refused(epoch, status, why);
      return;
    }
    Duration pause = PAUSES.get(status.attempts());
    double part = 0.8 + ThreadLocalRandom.current().nextDouble() * 0.4;
    Instant next = clock.instant().plusMillis(Math.round(pause.toMillis() * part));
    statuses.failed(epoch, status, why, next);
  }

  /** No attempt will go better. */
  @Transactional
  public void refused(long epoch, CommitStatus status, String why) {
    statuses.told(epoch, status, why);
    events.record(
        new NewEvent(
            NewEvent.Severity.WARNING,
            "CommitStatusRefused",
            "The forge was not told how deployment %d goes: %s".formatted(status.number(), why),
            status.organization(),
            null,
            status.app(),
            status.deployment(),
            null,
            null));
  }
}
