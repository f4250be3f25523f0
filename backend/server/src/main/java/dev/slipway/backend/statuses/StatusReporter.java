package dev.slipway.backend.statuses;

import dev.slipway.backend.database.Db.Deposed;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.outbound.OutboundAnswer;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.repositories.Reporting;
import dev.slipway.backend.repositories.RepositoryAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is in the outbox. Waits for no forge: a slow one keeps a few of its own requests busy
 * and nobody else's.
 */
@Component
class StatusReporter implements Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
  private static final int PER_FORGE = 4;
  // Hosts are names one can have many of: somebody's dead ones leave the others their connections.
  private static final int PER_ORGANIZATION = 16;

  private final StatusOutbox outbox;
  private final RepositoryAccess repositories;
  private final OutboundHttp http;
  private final PlatformProperties platform;
  private final Turns<String> ofForge = new Turns<>(PER_FORGE);
  private final Turns<OrganizationId> ofOrganization = new Turns<>(PER_ORGANIZATION);
  private final Set<DeploymentId> sending = ConcurrentHashMap.newKeySet();

  StatusReporter(
      StatusOutbox outbox,
      RepositoryAccess repositories,
      OutboundHttp http,
      PlatformProperties platform) {
    this.outbox = outbox;
    this.repositories = repositories;
    this.http = http;
    this.platform = platform;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("deployment");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<CommitStatus> due = outbox.due(epoch, Set.copyOf(sending), PER_FORGE);
    long begun = due.stream().filter(status -> begin(epoch, status)).count();
    return new Progress(due.size(), Math.toIntExact(begun));
  }

  /** False when it is being sent already, or its forge is busy: it stays in the outbox. */
  private boolean begin(long epoch, CommitStatus status) {
    Optional<Reporting> speaker =
        repositories.reporting(status.organization(), status.app(), status.url());
    if (speaker.isEmpty()) {
      outbox.nobodySpeaks(epoch, status);
      return false;
    }
    Reporting at = speaker.get();
    if (!ofForge.take(at.host())) {
      return false;
    }
    if (!ofOrganization.take(status.organization())) {
      ofForge.end(at.host());
      return false;
    }
    if (!sending.add(status.deployment())) {
      end(at, status);
      return false;
    }
    Thread.ofVirtual()
        .name("commit-status")
        .start(() -> {
          try {
            send(epoch, at, status);
          } finally {
            sending.remove(status.deployment());
            end(at, status);
          }
        });
    return true;
  }

  private void end(Reporting at, CommitStatus status) {
    ofForge.end(at.host());
    ofOrganization.end(status.organization());
  }

  /** Forges and organizations with something on its way; nothing else is remembered of them. */
  int busy() {
    return ofForge.size() + ofOrganization.size();
  }

  private void send(long epoch, Reporting at, CommitStatus status) {
    try {
      file(epoch, at, status);
    } catch (Deposed _) {
      // The next leader tells it again, which no forge minds.
    } catch (RuntimeException e) {
      LOG.warn("A commit's status was not told to {}", at.host(), e);
    }
  }

  private void file(long epoch, Reporting at, CommitStatus status) {
    try {
      OutboundAnswer answer = http.send(ForgeWords.request(at, status, link(status)));
      if (ForgeWords.taken(at, answer)) {
        outbox.told(epoch, status);
      } else if (answer.status() == 429 || answer.status() >= 500) {
        outbox.failed(epoch, status, "%s answered %d.".formatted(at.host(), answer.status()));
      } else {
        outbox.refused(epoch, status, refusal(at, answer.status()));
      }
    } catch (Problem problem) {
      outbox.refused(epoch, status, problem.getMessage());
    } catch (IOException e) {
      outbox.failed(
          epoch, status, "%s could not be reached: %s".formatted(at.host(), e.getMessage()));
    }
  }

  private static String refusal(Reporting at, int code) {
    return "%s answered %d for %s. Check that the token may write commit statuses there."
        .formatted(at.host(), code, at.repository());
  }

  private String link(CommitStatus status) {
    return "%s/apps/%s/deployments/%s"
        .formatted(platform.externalUrl(), status.app().value(), status.deployment().value());
  }
}
