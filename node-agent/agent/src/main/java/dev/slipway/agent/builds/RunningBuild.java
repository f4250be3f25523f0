package dev.slipway.agent.builds;

import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.git.Git;
import dev.slipway.agent.secrets.Redactor;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Checkout;
import dev.slipway.agent.sources.Commit;
import dev.slipway.agent.sources.Failure;
import dev.slipway.protocol.BuildCanceled;
import dev.slipway.protocol.BuildCommit;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.BuildHostKeys;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.BuildReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One build from its order to its end, which is always told. */
final class RunningBuild {
  private static final Logger logger = LoggerFactory.getLogger(RunningBuild.class);

  private final BuildOrder order;
  private final Journal journal;
  private final LogWriter log;
  private final Redactor redactor;
  private final DiskGuard disk;
  private final Git git;
  private final Builder builder;
  private final Path work;
  private final Thread thread;
  private volatile BuildReport.@Nullable Builder stoppedBecause;

  RunningBuild(
      BuildOrder order,
      Journal journal,
      LogWriter log,
      Redactor redactor,
      DiskGuard disk,
      Git git,
      Builder builder,
      Path work) {
    this.order = order;
    this.journal = journal;
    this.log = log;
    this.redactor = redactor;
    this.disk = disk;
    this.git = git;
    this.builder = builder;
    this.work = work;
    this.thread = Thread.ofVirtual().name("build-" + order.getId()).unstarted(this::run);
  }

  void start() {
    thread.start();
    Thread.ofVirtual().name("build-timeout").start(this::watch);
  }

  void cancel() {
    stop(BuildReport.newBuilder().setCanceled(BuildCanceled.getDefaultInstance()));
  }

  private void watch() {
    try {
      var limit = Duration.ofSeconds(order.getTimeoutSeconds());
      if (limit.isPositive() && !thread.join(limit)) {
        String sentence =
            "The build took longer than its %d minutes: look in its log for the step that waits."
                .formatted(Math.max(1, limit.toMinutes()));
        stop(failure(Failure.BUILD_TIMEOUT, sentence));
      }
    } catch (InterruptedException _) {
      // The agent ends.
    }
  }

  private void stop(BuildReport.Builder why) {
    if (stoppedBecause == null) {
      stoppedBecause = why;
    }
    builder.stop();
    thread.interrupt();
  }

  private void run() {
    BuildReport.Builder end = end();
    // A stopped build may still be marked interrupted, and its end has to be written all the same.
    boolean _ = Thread.interrupted();
    BuildReport.@Nullable Builder why = stoppedBecause;
    tell(why == null ? end : why);
    try {
      Folders.remove(work);
    } catch (IOException e) {
      logger.warn("The sources of a build could not be removed: {}", e.toString());
    }
  }

  private BuildReport.Builder end() {
    try {
      return build();
    } catch (BuildFailed e) {
      return failure(e.failure(), String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      return failure(Failure.BUILDER_ERROR, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return failure(Failure.BUILDER_ERROR, "The build was interrupted.");
    } catch (IOException | RuntimeException e) {
      if (stoppedBecause == null) {
        logger.error("Build {} ended unexpectedly", order.getId(), e);
      }
      return failure(
          Failure.BUILDER_ERROR,
          "The build ended because of an error of the platform (%s): start it again."
              .formatted(e.getMessage()));
    }
  }

  private BuildReport.Builder build() throws IOException, InterruptedException {
    disk.check();
    Files.createDirectories(work);
    log.line("Fetching " + order.getGitUrl() + " at " + order.getRef());
    Git.Fetched fetched = git.checkout(order, work, log::line);
    if (!fetched.hostKeys().isEmpty()) {
      journal.add(
          BuildReport.newBuilder()
              .setHostKeys(BuildHostKeys.newBuilder().addAllLines(fetched.hostKeys())));
    }
    Checkout checkout = fetched.checkout();
    Commit commit = checkout.commit();
    log.line("Building commit " + commit.sha().substring(0, 8) + ": " + commit.subject());
    journal.add(
        BuildReport.newBuilder()
            .setCommit(
                BuildCommit.newBuilder()
                    .setCommit(commit.sha())
                    .setSubject(commit.subject())
                    .setAuthor(commit.author())));
    return BuildReport.newBuilder().setImage(builder.buildAndPush(checkout, work));
  }

  private void tell(BuildReport.Builder end) {
    if (end.hasFailure()) {
      log.line(end.getFailure().getMessage());
    }
    log.close();
    journal.add(end);
  }

  private BuildReport.Builder failure(Failure failure, String message) {
    return BuildReport.newBuilder()
        .setFailure(
            BuildFailure.newBuilder()
                .setType(failure.type())
                .setMessage(redactor.redacted(message)));
  }
}
