package dev.slipway.agent.metrics;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.PodUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each pod uses, from what its containers had used the time before. */
final class PodMeter {
  private final Cgroups cgroups;
  private Map<String, Reading> before = Map.of();

  PodMeter(Cgroups cgroups) {
    this.cgroups = cgroups;
  }

  private record Reading(long nanos, long cpuMicros) {}

  /**
   * @param nanos a time that only grows
   */
  List<PodUse> measure(List<Container> running, long nanos) {
    var readings = new HashMap<String, Reading>();
    var pods = new HashMap<String, PodUse.Builder>();
    var incomplete = new HashSet<PodUse.Builder>();
    for (Container container : running) {
      if (container.state() instanceof Container.Running(_, long pid)) {
        Optional<Consumption> found = cgroups.read(pid, container.id());
        found.ifPresent(now -> {
          var reading = new Reading(nanos, now.cpuMicros());
          readings.put(container.id(), reading);
          String pod = container.labels().getOrDefault(Labels.POD, "");
          PodUse.Builder use = pods.computeIfAbsent(pod, PodMeter::pod);
          if (!add(use, container, reading, now)) {
            incomplete.add(use);
          }
        });
      }
    }
    before = readings;
    incomplete.forEach(PodUse.Builder::clearCpuMillis);
    var uses = new ArrayList<PodUse>();
    pods.values().forEach(pod -> uses.add(pod.build()));
    return uses;
  }

  private static PodUse.Builder pod(String id) {
    return PodUse.newBuilder().setPodId(id);
  }

  /** False when the container is new: nobody knows since when it has used what it has used. */
  private boolean add(PodUse.Builder pod, Container container, Reading reading, Consumption now) {
    pod.setMemoryBytes(pod.getMemoryBytes() + now.memoryBytes());
    Integer millis = millis(before.get(container.id()), reading);
    if (millis == null) {
      return false;
    }
    pod.setCpuMillis(pod.getCpuMillis() + millis);
    return true;
  }

  /** Less than before: it was started again, and its group is a new one. */
  private static @Nullable Integer millis(@Nullable Reading then, Reading now) {
    if (then == null || now.nanos() <= then.nanos() || now.cpuMicros() < then.cpuMicros()) {
      return null;
    }
    double micros = (now.nanos() - then.nanos()) / 1000.0;
    return (int) Math.round((now.cpuMicros() - then.cpuMicros()) * 1000 / micros);
  }
}
