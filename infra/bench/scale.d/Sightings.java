import dev.slipway.protocol.Pod;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** When nodes were first told of pods, and how much they were told. */
final class Sightings {
  private record Seen(String deployment, long laterMillis) {}

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder messages = new LongAdder();

  void saw(Pod pod) {
    // The first 48 bits of a version 7 UUID are the time it was made.
    seen.computeIfAbsent(
        pod.getId(),
        id ->
            new Seen(
                pod.getDeploymentId(),
                System.currentTimeMillis() - (UUID.fromString(id).getMostSignificantBits() >>> 16)));
  }

  void took(int size) {
    bytes.add(size);
    messages.increment();
  }

  String of(String deployment) {
    long[] later =
        seen.values().stream()
            .filter(one -> one.deployment().equals(deployment))
            .mapToLong(Seen::laterMillis)
            .sorted()
            .toArray();
    return later.length == 0
        ? "0 0 0"
        : "%d %d %d".formatted(later.length, later[later.length / 2], later[later.length * 99 / 100]);
  }

  String told() {
    return bytes.sumThenReset() + " " + messages.sumThenReset();
  }
}
