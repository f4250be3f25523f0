package dev.slipway.backend.repositories;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.repositories.CheckView;
import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.GitRef;
import dev.slipway.backend.kernel.GitUrl;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.workloads.AppService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Which commit a branch of an outside repository is at: asked of a node, not of the forge. */
@Service
public class RemoteHeads {
  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final int MOST_OPEN = 5;

  private final CheckQueueRepository checks;
  private final CheckDesk desk;
  private final AppService apps;
  private final PlatformProperties platform;
  private final ChangeFeed feed;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  RemoteHeads(
      CheckQueueRepository checks,
      CheckDesk desk,
      AppService apps,
      PlatformProperties platform,
      ChangeFeed feed,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.checks = checks;
    this.desk = desk;
    this.apps = apps;
    this.platform = platform;
    this.feed = feed;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Of the branch the app deploys; waits for the answer. */
  public CheckView head(AppScope scope) {
    AppSource source = apps.app(scope).source();
    if (source.url() == null) {
      throw Problem.invalid("The app's code is pushed to Slipway: there is nothing to ask.");
    }
    return ask(
        scope.organization(), scope.app(), source.url(), source.branch(), source.credential());
  }

  CheckView head(OrganizationScope scope, String url, String ref, @Nullable UUID credential) {
    return ask(
        scope.organization(),
        null,
        GitUrl.of(url, platform.allowedGitHosts()).value(),
        new GitRef(ref).value(),
        credential);
  }

  /** For whoever asks now and reads the answer later; inside the caller's transaction. */
  public UUID later(
      OrganizationId organization,
      AppId app,
      String url,
      String branch,
      @Nullable UUID credential) {
    return insert(organization, app, Check.Purpose.POLL, url, branch, credential);
  }

  /**
   * What came of a question.
   *
   * @param commit null when it could not be seen
   * @param problem why not
   */
  public record Seen(@Nullable String commit, @Nullable String problem, Instant askedAt) {}

  /** Those of the questions that are answered, or were forgotten without an answer. */
  public Map<UUID, Seen> seen(Collection<UUID> asked) {
    return desk.seen(asked);
  }

  private CheckView ask(
      OrganizationId organization,
      @Nullable AppId app,
      String url,
      String ref,
      @Nullable UUID credential) {
    UUID id =
        transaction.execute(_ -> {
          if (checks.open(organization) >= MOST_OPEN) {
            throw Problem.of(
                Problem.Kind.TOO_MANY,
                "too-many",
                "Repositories are being asked for this organization already. Wait for the answers.");
          }
          return insert(organization, app, Check.Purpose.TEST, url, ref, credential);
        });
    return await(id).map(RemoteHeads::view).orElseGet(RemoteHeads::silence);
  }

  private UUID insert(
      OrganizationId organization,
      @Nullable AppId app,
      Check.Purpose purpose,
      String url,
      String ref,
      @Nullable UUID credential) {
    Instant now = clock.instant();
    var check =
        new Check(
            Uuids.next(now),
            organization,
            app,
            purpose,
            url,
            ref,
            credential,
            false,
            null,
            null,
            null,
            now);
    checks.insert(check, GitPlace.of(url).host());
    return check.id();
  }

  private Optional<Check> await(UUID id) {
    var changed = new Semaphore(0);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var _ =
        feed.subscribe(changes -> {
          if (changes.stream().anyMatch(change -> change.object().equals(id))) {
            changed.release();
          }
        })) {
      Optional<Check> answered = desk.answered(id);
      while (answered.isEmpty() && System.nanoTime() < end) {
        boolean _ = changed.tryAcquire(2, TimeUnit.SECONDS);
        answered = desk.answered(id);
      }
      return answered;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static CheckView view(Check check) {
    return new CheckView(
        check.commit() != null, check.commit(), check.failureType(), check.failure());
  }

  private static CheckView silence() {
    return new CheckView(
        false,
        null,
        "node-silent",
        "No node answered within a minute. Try again; if it goes on, see whether the nodes are up.");
  }
}
