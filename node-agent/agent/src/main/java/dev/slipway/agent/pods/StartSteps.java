package dev.slipway.agent.pods;

import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.StartStep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes down the steps of one start and tells of each as it begins and ends. */
final class StartSteps {
  private final Pod pod;
  private final InstantSource clock;
  private final Consumer<List<StartStep>> told;
  private final List<StartStep> steps = new ArrayList<>();

  StartSteps(Pod pod, InstantSource clock, Consumer<List<StartStep>> told) {
    this.pod = pod;
    this.clock = clock;
    this.told = told;
  }

  interface Work<T> {
    T run() throws InterruptedException;
  }

  /** Does the work as a step of that kind; a failure becomes the step's. */
  <T> T during(StartStep.Kind kind, Work<T> work) throws InterruptedException {
    steps.add(StartStep.newBuilder().setKind(kind).setBegunAtMillis(now()).build());
    tell();
    try {
      T result = work.run();
      end("");
      return result;
    } catch (RuntimeException e) {
      end(PodSecrets.redacted(pod, String.valueOf(e.getMessage())));
      throw e;
    } catch (InterruptedException e) {
      end("It was called off.");
      throw e;
    }
  }

  private void end(String failure) {
    StartStep ended =
        steps.getLast().toBuilder().setEndedAtMillis(now()).setFailure(failure).build();
    steps.set(steps.size() - 1, ended);
    tell();
  }

  private void tell() {
    told.accept(List.copyOf(steps));
  }

  private long now() {
    return clock.instant().toEpochMilli();
  }
}
