package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineDown;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ExecResult;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Pod;
import java.time.Duration;

/** Does what a pod wants done before it is asked to end, and says when that did not work. */
final class Hooks {
  private final ContainerEngine engine;
  private final PodEvents events;

  Hooks(ContainerEngine engine, PodEvents events) {
    this.engine = engine;
    this.events = events;
  }

  /**
   * Returns when it is done, has failed or has had its time: the app ends in any case.
   *
   * @param patience what still runs then ends with the container
   */
  void run(Pod pod, String container, Duration patience) {
    String problem =
        switch (pod.getPreStop().getWhatCase()) {
          case EXEC -> exec(pod.getPreStop().getExec(), container, patience);
          case HTTP -> get(pod.getPreStop().getHttp(), pod.getAddress(), patience);
          case WHAT_NOT_SET -> "";
        };
    if (!problem.isEmpty()) {
      events.hookFailed(pod, problem);
    }
  }

  private String exec(ExecProbe asked, String container, Duration patience) {
    if (patience.isNegative() || patience.isZero()) {
      return "";
    }
    try {
      ExecResult result = engine.exec(container, asked.getCommandList(), patience);
      if (result.timedOut()) {
        return "it was not done within the app's time";
      }
      return result.exitCode() == 0
          ? ""
          : "it ended with %d: %s"
              .formatted(result.exitCode(), Sentences.shortened(result.output().strip()));
    } catch (EngineDown down) {
      throw down;
    } catch (EngineException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String get(HttpProbe asked, String address, Duration patience) {
    Prober.Check check = HttpAsk.get(address, asked.getPort(), asked.getPath(), patience);
    return check.ok() ? "" : check.detail();
  }
}
