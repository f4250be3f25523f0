package dev.slipway.backend.agents;

import dev.slipway.api.apps.StartStepView;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.StartStep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of a pod's start as a node tells them. */
final class StartSteps {
  /** A node tells six; what it says beyond that is not kept. */
  private static final int MOST = 16;

  private static final int MOST_LETTERS = 500;

  private StartSteps() {}

  /** Null when the node says nothing of them: then what it said before stands. */
  static @Nullable List<StartStepView> of(PodStatus status) {
    List<StartStepView> steps =
        status.getStepsList().stream()
            .limit(MOST)
            .map(StartSteps::of)
            .filter(Objects::nonNull)
            .toList();
    return steps.isEmpty() ? null : steps;
  }

  private static @Nullable StartStepView of(StartStep step) {
    StartStepView.Kind kind = kind(step);
    if (kind == null || step.getBegunAtMillis() <= 0) {
      return null;
    }
    long ended = step.getEndedAtMillis();
    String failure = Text.within(step.getFailure(), MOST_LETTERS);
    return new StartStepView(
        kind,
        Instant.ofEpochMilli(step.getBegunAtMillis()),
        ended > 0 ? Instant.ofEpochMilli(ended) : null,
        failure.isEmpty() ? null : failure);
  }

  /** A newer agent may have steps that are not known here. */
  private static StartStepView.@Nullable Kind kind(StartStep step) {
    return switch (step.getKind()) {
      case PULL -> StartStepView.Kind.PULL;
      case TOKEN -> StartStepView.Kind.TOKEN;
      case CREATE -> StartStepView.Kind.CREATE;
      case FILESYSTEM -> StartStepView.Kind.FILESYSTEM;
      case NETWORK -> StartStepView.Kind.NETWORK;
      case START -> StartStepView.Kind.START;
      case KIND_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }
}
