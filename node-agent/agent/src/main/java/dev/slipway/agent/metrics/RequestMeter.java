package dev.slipway.agent.metrics;

import dev.slipway.agent.ingress.RequestCount;
import dev.slipway.protocol.PodRequests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests per second of each pod, from counters that begin anew when the proxy's processes do.
 * What a process counted between the last look and its end is lost.
 */
final class RequestMeter {
  private @Nullable Look before;

  private record Counter(String process, String route, String pod) {}

  private record Look(long nanos, Map<Counter, Long> counts) {}

  /**
   * @param nanos a time that only grows
   * @return pods with requests only; empty the first time, when nobody knows how old counters are
   */
  Optional<List<PodRequests>> measure(List<RequestCount> counts, long nanos) {
    Look then = before;
    var now = new Look(nanos, new HashMap<>());
    counts.forEach(count -> now.counts().merge(counter(count), count.requests(), Long::sum));
    before = now;
    return then == null || nanos <= then.nanos()
        ? Optional.empty()
        : Optional.of(between(then, now));
  }

  /** Nobody could be asked: what is counted next is of an unknown time. */
  void lost() {
    before = null;
  }

  private static List<PodRequests> between(Look then, Look now) {
    double seconds = (now.nanos() - then.nanos()) / 1e9;
    var requests = new HashMap<String, Long>();
    now.counts()
        .forEach((counter, count) ->
            requests.merge(
                counter.pod(), since(then.counts().getOrDefault(counter, 0L), count), Long::sum));
    return requests.entrySet().stream()
        .filter(pod -> pod.getValue() > 0)
        .map(pod -> of(pod.getKey(), pod.getValue() / seconds))
        .toList();
  }

  /** A counter that went back began anew, such as a server that was taken out and put in again. */
  private static long since(long then, long now) {
    return now < then ? now : now - then;
  }

  private static Counter counter(RequestCount count) {
    return new Counter(count.process(), count.route(), count.pod());
  }

  private static PodRequests of(String pod, double perSecond) {
    return PodRequests.newBuilder().setPodId(pod).setPerSecond(perSecond).build();
  }
}
