package dev.slipway.backend.terminals;

import dev.slipway.backend.events.Actor;
import dev.slipway.backend.events.AuditLog;
import dev.slipway.backend.events.Target;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.security.AppScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where pods are, and what is written down of those who were in them: never what they did. */
@Service
class TerminalBooks {
  private final PodPlaceRepository pods;
  private final AuditLog audit;
  private final InstantSource clock;

  TerminalBooks(PodPlaceRepository pods, AuditLog audit, InstantSource clock) {
    this.pods = pods;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Optional<PodPlaceRepository.Found> find(AppScope scope, PodId pod) {
    return pods.find(scope, pod);
  }

  @Transactional
  public void opened(Place place, Actor actor) {
    write(place, actor, "terminals.open", Map.of("app", became(place.appName())));
  }

  @Transactional
  public void closed(Place place, Actor actor, Instant begun, Ending ending) {
    var fields = new LinkedHashMap<String, List<@Nullable Object>>();
    fields.put("app", became(place.appName()));
    fields.put("seconds", became(Duration.between(begun, clock.instant()).toSeconds()));
    fields.put("reason", became(ending.reason()));
    if (ending.exitCode() != null) {
      fields.put("exitCode", became(ending.exitCode()));
    }
    write(place, actor, "terminals.close", fields);
  }

  private void write(
      Place place, Actor actor, String action, Map<String, List<@Nullable Object>> fields) {
    var target =
        new Target(
            place.pod().value().toString(),
            "pod",
            place.pod().value(),
            place.podName(),
            place.project().value(),
            place.app().value());
    audit.recordChange(place.organization(), actor, action, target, "update", fields);
  }

  private static List<@Nullable Object> became(@Nullable Object value) {
    return Arrays.<@Nullable Object>asList(null, value);
  }
}
