package dev.slipway.backend.previews;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.sources.PreviewView;
import dev.slipway.backend.config.ConfigSecrets;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.GitRef;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.previews.PreviewRepository.Run;
import dev.slipway.backend.projects.ProjectService;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.ProjectScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, renews and ends the environments of pull requests. */
@Service
public class PreviewService {
  private static final int MOST = 20;
  private static final Caller.Outside PULL_REQUEST = new Caller.Outside("a pull request");

  private final PreviewRepository previews;
  private final PreviewCopyRepository copies;
  private final ProjectService projects;
  private final AppService apps;
  private final DeploymentService deployments;
  private final ConfigSecrets secrets;
  private final Authorizer authorizer;
  private final InstantSource clock;

  PreviewService(
      PreviewRepository previews,
      PreviewCopyRepository copies,
      ProjectService projects,
      AppService apps,
      DeploymentService deployments,
      ConfigSecrets secrets,
      Authorizer authorizer,
      InstantSource clock) {
    this.previews = previews;
    this.copies = copies;
    this.projects = projects;
    this.apps = apps;
    this.deployments = deployments;
    this.secrets = secrets;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /**
   * Runs the pull request's newest commit.
   *
   * @param by who pushed or replayed, for people
   * @param approvedBy null when nobody had to approve
   */
  @Transactional
  public Started run(
      AppScope scope, PullRequest pull, int days, String by, @Nullable String approvedBy) {
    if (pull.fork() && pull.commit() == null) {
      throw Problem.invalid("Of a fork only a commit that is known by its whole name is run.");
    }
    Instant now = clock.instant();
    var run = new Run(approvedBy, now.plus(Duration.ofDays(days)), now);
    Preview preview = previews.open(scope, pull.number()).orElseGet(() -> inTurn(scope, pull, run));
    previews.renew(preview, pull, run);
    return deployments.start(
        authorizer.onBehalfOf(PULL_REQUEST, preview.copy()),
        DeploymentView.Trigger.WEBHOOK,
        by,
        new GitRef(pull.branch()).value(),
        pull.commit() == null ? null : new CommitSha(pull.commit()),
        pull.title(),
        pull.by());
  }

  /** Whether the app is in the environment of a pull request: nothing else deploys it by itself. */
  @Transactional(readOnly = true)
  public boolean within(AppScope scope) {
    return copies.within(scope);
  }

  /** False when there was none. */
  @Transactional
  public boolean close(AppScope scope, int number) {
    return previews.open(scope, number).map(this::end).orElse(false);
  }

  @Transactional(readOnly = true)
  public List<PreviewView> list(ProjectScope scope) {
    return previews.list(scope);
  }

  @Transactional
  public void end(ProjectScope scope, UUID id) {
    boolean _ = end(previews.one(scope, id).orElseThrow(() -> Problem.notFound("preview")));
  }

  @Transactional(readOnly = true)
  List<Preview> due() {
    return previews.due(clock.instant());
  }

  @Transactional
  boolean end(long epoch, Preview preview) {
    previews.fence(epoch);
    return end(preview);
  }

  private boolean end(Preview preview) {
    Instant now = clock.instant();
    if (!previews.end(preview, now)) {
      return false;
    }
    // Unless somebody deleted it by hand.
    if (copies.copyRuns(preview)) {
      apps.delete(authorizer.onBehalfOf(PULL_REQUEST, preview.copy()));
    }
    copies.endEnvironment(preview, now);
    return true;
  }

  /** One after the other in a project: so they are counted, and share or do not share a name. */
  private Preview inTurn(AppScope scope, PullRequest pull, Run run) {
    previews.takeTurn(scope);
    return previews.open(scope, pull.number()).orElseGet(() -> create(scope, pull, run));
  }

  private Preview create(AppScope scope, PullRequest pull, Run run) {
    if (previews.count(scope) >= MOST) {
      throw Problem.of(
          Problem.Kind.OVER_QUOTA,
          "too-many-previews",
          "The app has %d previews. Close pull requests, or end previews in the project's page."
              .formatted(MOST));
    }
    App app = apps.app(scope);
    EnvironmentId environment = environment(scope, app, pull.number());
    EnvironmentScope inside = authorizer.previewOf(scope, environment);
    App copy =
        apps.create(
            inside,
            new CreateApp(
                app.slug().value(), app.kind(), source(app, pull), spec(app), replicas(app)));
    copies.copyInto(scope, copy.id(), pull.fork(), run.now());
    var preview =
        new Preview(
            Uuids.next(run.now()), scope.organization(), copy.id(), environment, pull.number());
    previews.insert(scope, preview, pull, run);
    return preview;
  }

  private EnvironmentId environment(AppScope scope, App app, int number) {
    var mine = PreviewedRepository.of(app.id(), app.source().url());
    Map<EnvironmentId, PreviewedRepository> taken = previews.ofNumber(scope, number);
    for (Map.Entry<EnvironmentId, PreviewedRepository> one : taken.entrySet()) {
      if (one.getValue().equals(mine)) {
        return one.getKey();
      }
    }
    for (Slug name : mine.names(number)) {
      EnvironmentId environment = projects.preview(scope, name);
      if (!taken.containsKey(environment)) {
        return environment;
      }
    }
    throw Problem.conflict(
        "name-taken",
        "Other repositories have previews of pull requests numbered %d. End one of them."
            .formatted(number));
  }

  private AppSource source(App app, PullRequest pull) {
    AppSource source = app.source();
    if (pull.fork() && pull.url() == null) {
      throw Problem.invalid("The pull request does not say where its fork is.");
    }
    return new AppSource(
        pull.fork() ? pull.url() : source.url(),
        requireNonNullElse(pull.branch(), source.branch()),
        source.folder(),
        source.dockerfile(),
        source.target(),
        arguments(app),
        null,
        null,
        // A fork is not the organization's: its credentials do not go there.
        pull.fork() ? null : source.credential(),
        // What nobody approved is not deployed by looking for it either.
        false);
  }

  /** Arguments are no place for secrets; those in which one stands all the same stay behind. */
  private Map<String, String> arguments(App app) {
    Map<String, String> all = app.source().args();
    Set<String> hidden = secrets.in(app.organization(), app.id(), all.values());
    var plain = new TreeMap<>(all);
    plain.values().removeIf(value -> hidden.stream().anyMatch(value::contains));
    return plain;
  }

  /**
   * A copy runs when it is asked to, not at the times of the app it was made from; and with one
   * pod, however much that one is asked for.
   */
  private static AppSpec spec(App app) {
    CronSpec cron = app.spec().cron();
    AppSpec spec = app.spec().withAutoscaling(null);
    return cron == null ? spec : spec.withCron(cron.suspended(true));
  }

  private static @Nullable Integer replicas(App app) {
    return switch (app.kind()) {
      case WEB, WORKER -> 1;
      case JOB, CRON_JOB, DAEMON -> null;
    };
  }
}
