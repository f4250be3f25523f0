package dev.slipway.backend.builds;

import dev.slipway.backend.builds.BuildFiling.Reply;
import dev.slipway.backend.builds.BuildFiling.Reported;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.protocol.BuildReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Where the conversation with agents brings what it hears of builds. */
@Component
public class BuildReports implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(BuildReports.class);
  private static final int MOST_WAITING = 500;
  private static final int MOST_AT_ONCE = 200;
  private static final long RETRY_MILLIS = 500;

  private final BuildFiling filing;
  private final BuildDispatcher dispatcher;
  private final BuildLogHub hub;
  private final NodeLink link;
  private final BlockingQueue<Reported> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile @Nullable Thread thread;

  BuildReports(BuildFiling filing, BuildDispatcher dispatcher, BuildLogHub hub, NodeLink link) {
    this.filing = filing;
    this.dispatcher = dispatcher;
    this.hub = hub;
    this.link = link;
  }

  /**
   * Takes a report in; it is filed soon, in the order of arrival, and then acknowledged to the
   * node. Blocks while the database cannot keep up, so that the stream slows down.
   */
  public void received(NodeId node, BuildReport report) {
    Optional<UUID> build = uuid(report.getId());
    if (build.isEmpty()) {
      return;
    }
    try {
      waiting.put(new Reported(node, build.get(), report));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A node said hello. To be called before its stream is in {@link NodeLink#connected}: what the
   * node was given over an earlier stream and does not have goes back to the queue, and only then
   * may it be given something new.
   *
   * @param buildIdsAliveThere builds that run there, or ended without our acknowledgement
   */
  public void connected(NodeId node, Set<String> buildIdsAliveThere) {
    dispatcher.connected(
        node,
        buildIdsAliveThere.stream()
            .map(BuildReports::uuid)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }

  private void run() {
    var batch = new ArrayList<Reported>();
    try {
      while (isRunning()) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MOST_AT_ONCE);
        file(batch);
        batch.clear();
      }
    } catch (InterruptedException _) {
      // The process is ending; what was not acknowledged is sent again.
    }
  }

  void file(List<Reported> batch) throws InterruptedException {
    try {
      answer(batch, filing.file(batch));
    } catch (DataIntegrityViolationException e) {
      if (batch.size() == 1) {
        LOG.error(
            "A report of build {} cannot be stored and is dropped", batch.getFirst().build(), e);
        return;
      }
      for (Reported one : batch) {
        file(List.of(one));
      }
    } catch (RuntimeException e) {
      LOG.warn("Reports of builds could not be stored; trying again", e);
      Thread.sleep(RETRY_MILLIS);
      file(batch);
    }
  }

  private void answer(List<Reported> batch, List<Reply> replies) {
    crashPoints(batch);
    batch.stream().map(Reported::build).distinct().forEach(hub::changed);
    // Not delivered: the node says it again when it is back.
    replies.forEach(reply -> link.send(reply.node(), reply.message()));
  }

  private static void crashPoints(List<Reported> batch) {
    if (batch.stream().anyMatch(reported -> reported.report().hasLog())) {
      CrashPoint.here("build.log-stored");
    }
    if (batch.stream().anyMatch(reported -> reported.report().hasImage())) {
      CrashPoint.here("build.finished");
    }
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public void start() {
    // Assigned before it runs: it goes on for as long as it is the one assigned.
    Thread reports = Thread.ofVirtual().name("build-reports").unstarted(this::run);
    thread = reports;
    reports.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
