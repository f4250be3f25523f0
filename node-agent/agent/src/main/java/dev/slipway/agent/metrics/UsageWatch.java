package dev.slipway.agent.metrics;

import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.ingress.RequestCount;
import dev.slipway.protocol.PodRequests;
import dev.slipway.protocol.PodUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what pods use, and tells it: one message for the whole node each time. */
public final class UsageWatch {
  private static final Logger log = LoggerFactory.getLogger(UsageWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Supplier<List<Container>> running;
  private final Requests requests;
  private final Reports reports;
  private final PodMeter pods;
  private final RequestMeter meter = new RequestMeter();

  /** The ingress of this machine. */
  public interface Requests {
    List<RequestCount> counts() throws IOException;
  }

  public UsageWatch(
      Cgroups cgroups, Supplier<List<Container>> running, Requests requests, Reports reports) {
    this.running = running;
    this.requests = requests;
    this.reports = reports;
    this.pods = new PodMeter(cgroups);
  }

  /** Measures until interrupted. */
  public void run() {
    try {
      while (true) {
        turn(System.nanoTime());
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One measurement.
   *
   * @param nanos a time that only grows
   */
  void turn(long nanos) {
    try {
      var usage = PodUsage.newBuilder().addAllPods(pods.measure(running.get(), nanos));
      requests(nanos).ifPresent(found -> usage.setRequestsKnown(true).addAllRequests(found));
      if (usage.getPodsCount() > 0 || usage.getRequestsKnown()) {
        reports.usage(usage.build());
      }
    } catch (RuntimeException e) {
      log.warn("What pods use was not measured this time", e);
    }
  }

  private Optional<List<PodRequests>> requests(long nanos) {
    try {
      return meter.measure(requests.counts(), nanos);
    } catch (IOException _) {
      meter.lost();
      return Optional.empty();
    }
  }
}
