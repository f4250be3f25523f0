package dev.slipway.backend.repositories;

import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.repositories.CheckDesk.Answer;
import dev.slipway.backend.repositories.CheckDesk.Asked;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands questions to the nodes whose streams end in this process, and files their answers. Runs in
 * every replica.
 */
@Component
public class CheckDispatcher implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CheckDispatcher.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Set<String> WAKES_ON = Set.of("repository_check", "node");

  private final CheckDesk desk;
  private final RepositoryAccess access;
  private final NodeLink link;
  private final PlatformProperties platform;
  private final ChangeFeed feed;
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Thread thread;

  CheckDispatcher(
      CheckDesk desk,
      RepositoryAccess access,
      NodeLink link,
      PlatformProperties platform,
      ChangeFeed feed) {
    this.desk = desk;
    this.access = access;
    this.link = link;
    this.platform = platform;
    this.feed = feed;
  }

  /** Where the conversation with agents brings what it hears of repositories. */
  public void received(NodeId node, HeadReply reply) {
    UUID id;
    try {
      id = UUID.fromString(reply.getId());
    } catch (IllegalArgumentException _) {
      return;
    }
    desk.answer(
        node,
        id,
        new Answer(
            reply.getCommit(),
            reply.getFailure().getType(),
            reply.getFailure().getMessage(),
            reply.getHostKeysList()));
  }

  /** One look at everything; safe at any time. */
  void pass() {
    Set<NodeId> connected = link.connected();
    if (connected.isEmpty()) {
      return;
    }
    for (Asked asked : desk.claim(connected)) {
      if (!link.send(asked.node(), order(asked.check()))) {
        desk.takeBack(asked.check().id());
      }
    }
  }

  private ToAgent order(Check check) {
    Opening opening =
        access.open(check.organization(), check.app(), check.url(), check.credential());
    return ToAgent.newBuilder()
        .setHead(
            HeadRequest.newBuilder()
                .setId(check.id().toString())
                .setGitUrl(opening.url())
                .setGitUser(opening.user())
                .setGitPassword(opening.password())
                .addAllSshKeys(opening.sshKeys())
                .addAllKnownHosts(opening.knownHosts())
                .setRef(check.ref())
                .addAllAllowedGitHosts(platform.allowedGitHosts()))
        .build();
  }

  @Override
  public void start() {
    // Assigned before it runs: it goes on for as long as it is the one assigned.
    Thread dispatcher = Thread.ofVirtual().name("repository-checks").unstarted(this::run);
    thread = dispatcher;
    dispatcher.start();
  }

  private void run() {
    try (var _ =
        feed.subscribe(changes -> {
          if (changes.stream().anyMatch(change -> WAKES_ON.contains(change.kind()))) {
            wake.release();
          }
        })) {
      while (isRunning()) {
        passAndLog();
        boolean _ = wake.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        int _ = wake.drainPermits();
      }
    } catch (InterruptedException _) {
      // The process is ending.
    } catch (Exception e) {
      LOG.error("Repositories are not asked any more until a restart", e);
    }
  }

  private void passAndLog() {
    try {
      pass();
    } catch (RuntimeException e) {
      LOG.warn("Questions for repositories could not be handed out; trying again", e);
    }
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
