package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.StartStepView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How a pod's start went: step by step while it goes or when one failed, and how long it took once
 * it is done, with its steps on demand.
 */
class StartTimeline extends Div {
  StartTimeline(List<StartStepView> steps) {
    var words = new Span();
    words.addClassName("start-steps");
    steps.forEach(step -> words.add(part(step)));
    if (steps.isEmpty() || !steps.stream().allMatch(StartTimeline::done)) {
      add(words);
      return;
    }
    var total = new Span(took(whole(steps)));
    add(new NativeDetails(new Span(bar(steps), total), words));
  }

  private static boolean done(StartStepView step) {
    return step.endedAt() != null && step.failure() == null;
  }

  /** Each step as wide as it was long. */
  private static Span bar(List<StartStepView> steps) {
    var bar = new Span();
    bar.addClassName("start-bar");
    for (StartStepView step : steps) {
      var piece = new Span();
      piece.addClassName(name(step.kind()));
      piece.setTitle(words(step));
      piece.getStyle().set("flex-grow", String.valueOf(Math.max(1, time(step).toMillis())));
      bar.add(piece);
    }
    return bar;
  }

  private static Span part(StartStepView step) {
    var part = new Span(words(step));
    if (step.failure() != null) {
      part.addClassName("failed");
    } else if (step.endedAt() == null) {
      part.addClassName("running");
    }
    return part;
  }

  /** Such as "pull 1.2 s", "start …" or "network failed: …". */
  static String words(StartStepView step) {
    String name = name(step.kind());
    if (step.failure() != null) {
      return name + " failed: " + step.failure();
    }
    if (step.endedAt() == null) {
      return name + " …";
    }
    return name + " " + took(time(step));
  }

  private static Duration time(StartStepView step) {
    return Duration.between(step.begunAt(), Objects.requireNonNull(step.endedAt()));
  }

  private static Duration whole(List<StartStepView> steps) {
    Instant begun = steps.getFirst().begunAt();
    return steps.stream()
        .map(step -> Duration.between(begun, Objects.requireNonNull(step.endedAt())))
        .reduce(Duration.ZERO, (longest, next) -> next.compareTo(longest) > 0 ? next : longest);
  }

  private static String name(StartStepView.Kind kind) {
    return switch (kind) {
      case PULL -> "pull";
      case TOKEN -> "token";
      case CREATE -> "create";
      case FILESYSTEM -> "filesystem";
      case NETWORK -> "network";
      case START -> "start";
    };
  }

  private static String took(Duration time) {
    long milliseconds = Math.max(0, time.toMillis());
    return milliseconds < 1000
        ? milliseconds + " ms"
        : String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0);
  }
}
