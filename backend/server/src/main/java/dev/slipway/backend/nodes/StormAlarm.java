package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says when so many nodes vanished that nothing is done about it, and when that is over. */
@Component
class StormAlarm implements Reconciler {
  private final StormGuard guard;
  private final EventLog events;
  // Only so as not to say it twice; a new leader says it once more.
  private volatile boolean told;

  StormAlarm(StormGuard guard, EventLog events) {
    this.guard = guard;
    this.events = events;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("node");
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    StormGuard.Census census = guard.census();
    // Of a single machine its own events say everything, and a short silence is worth no alarm.
    boolean storm = census.nodes() > 1 && census.unreachable() > 0 && census.storm();
    if (storm == told) {
      return new Progress(census.nodes(), 0);
    }
    events.record(storm ? NodeEvents.storm(census) : NodeEvents.stormOver(census));
    told = storm;
    return new Progress(census.nodes(), 1);
  }
}
