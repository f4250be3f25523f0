package dev.slipway.backend.config;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells who changed which variables; never a value. */
@Component
class ConfigEvents {
  private static final int MOST = 10;

  private final EventLog events;

  ConfigEvents(EventLog events) {
    this.events = events;
  }

  void changed(ConfigPlace place, ConfigPlan plan) {
    List<String> names =
        plan.steps().entrySet().stream()
            .limit(MOST)
            .map(step ->
                step.getKey() + " " + step.getValue().change().name().toLowerCase(Locale.ROOT))
            .toList();
    int more = plan.steps().size() - names.size();
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            "ConfigChanged",
            "%s changed the config of the %s: %s%s. Takes effect with a new revision."
                .formatted(
                    place.caller().name(),
                    Reference.word(place.level()),
                    String.join(", ", names),
                    more > 0 ? " and %d more".formatted(more) : ""),
            place.organization(),
            place.project(),
            place.app(),
            null,
            null,
            null));
  }
}
