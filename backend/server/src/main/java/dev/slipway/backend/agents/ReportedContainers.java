package dev.slipway.backend.agents;

import dev.slipway.api.apps.ContainerView;
import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.protocol.ContainerStatus;
import dev.slipway.protocol.PodStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node says of a pod's containers, as it is kept and shown. */
final class ReportedContainers {
  /** A pod has no more; a node that says otherwise fills no table. */
  private static final int MOST = 20;

  private static final int LONGEST_NAME = 63;
  private static final int MOST_LETTERS = 1000;

  private ReportedContainers() {}

  /** Null when the app is alone. */
  static @Nullable List<ContainerView> of(PodStatus status) {
    return status.getContainersCount() == 0
        ? null
        : status.getContainersList().stream().limit(MOST).map(ReportedContainers::of).toList();
  }

  private static ContainerView of(ContainerStatus one) {
    Phase phase = phase(one.getPhase());
    boolean ended = phase == Phase.EXITED || phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    return new ContainerView(
        Text.within(one.getName(), LONGEST_NAME),
        phase,
        one.getReady(),
        one.getRestarts(),
        ended || one.getRestarts() > 0 ? one.getExitCode() : null,
        orNull(one.getReason()),
        orNull(one.getMessage()));
  }

  private static Phase phase(dev.slipway.protocol.Phase told) {
    return switch (told) {
      case PHASE_UNSPECIFIED -> Phase.PENDING;
      case PULLING -> Phase.PULLING;
      case STARTING -> Phase.STARTING;
      case RUNNING -> Phase.RUNNING;
      case STOPPING -> Phase.STOPPING;
      case EXITED -> Phase.EXITED;
      case SUCCEEDED -> Phase.SUCCEEDED;
      case FAILED -> Phase.FAILED;
      case UNRECOGNIZED -> Phase.UNKNOWN;
    };
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : Text.within(text, MOST_LETTERS);
  }
}
