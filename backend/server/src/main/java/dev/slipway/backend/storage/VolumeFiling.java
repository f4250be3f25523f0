package dev.slipway.backend.storage;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what machines report of the volumes that lie on them; of others they have no say. */
@Component
public class VolumeFiling {
  private final MeasuredRepository measured;
  private final EventLog events;
  private final InstantSource clock;

  VolumeFiling(MeasuredRepository measured, EventLog events, InstantSource clock) {
    this.measured = measured;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void measured(NodeId node, List<Measured> volumes) {
    if (volumes.isEmpty()) {
      return;
    }
    measured.worsening(node, volumes).forEach(alarm -> events.record(event(node, alarm)));
    measured.file(node, volumes, clock.instant());
  }

  /** Nothing is left of them there, as a user had asked. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removed(NodeId node, Collection<UUID> volumes) {
    if (!volumes.isEmpty()) {
      measured.delete(node, volumes);
    }
  }

  /** A volume about which there is something to say that was not true the minute before. */
  record Alarm(
      OrganizationId organization,
      ProjectId project,
      String name,
      long percent,
      boolean enforced,
      @org.jspecify.annotations.Nullable String problem) {}

  private static NewEvent event(NodeId node, Alarm alarm) {
    String reason = "VolumeNearlyFull";
    String message =
        "The volume %s is %d %% full. Make it larger, or delete what is not needed."
            .formatted(alarm.name(), alarm.percent());
    if (alarm.problem() != null) {
      reason = "VolumeTrouble";
      message = "The volume %s: %s".formatted(alarm.name(), alarm.problem());
    } else if (alarm.percent() > 100) {
      reason = "VolumeOverSize";
      message =
          "The volume %s holds %d %% of its size: its machine cannot enforce sizes. Make it larger, or delete what is not needed."
              .formatted(alarm.name(), alarm.percent());
    }
    return new NewEvent(
        NewEvent.Severity.WARNING,
        reason,
        message,
        alarm.organization(),
        alarm.project(),
        null,
        null,
        null,
        node);
  }
}
