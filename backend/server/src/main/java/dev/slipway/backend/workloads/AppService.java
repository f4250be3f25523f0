package dev.slipway.backend.workloads;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.SourceRules;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.EnvironmentScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users want of their apps. */
@Service
public class AppService {
  static final int MOST_REPLICAS = 100;

  private final AppRepository apps;
  private final List<AppCompanion> companions;
  private final List<SourceGuard> guards;
  private final List<SpecGuard> specGuards;
  private final PlatformProperties platform;
  private final Quotas quotas;
  private final EventLog events;
  private final InstantSource clock;

  AppService(
      AppRepository apps,
      List<AppCompanion> companions,
      List<SourceGuard> guards,
      List<SpecGuard> specGuards,
      PlatformProperties platform,
      Quotas quotas,
      EventLog events,
      InstantSource clock) {
    this.apps = apps;
    this.platform = platform;
    this.companions = companions;
    this.quotas = quotas;
    this.guards = guards;
    this.specGuards = specGuards;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public App app(AppScope scope) {
    return apps.app(scope).orElseThrow(() -> Problem.notFound("app"));
  }

  /**
   * The spec as it would be kept.
   *
   * @param kind null: what the spec looks like
   */
  public AppSpec checked(AppView.@Nullable Kind kind, @Nullable AppSpec spec) {
    AppView.Kind seeming =
        spec == null || spec.port() != null ? AppView.Kind.WEB : AppView.Kind.WORKER;
    return SpecRules.complete(kind == null ? seeming : kind, spec);
  }

  /** A number of pods that an app may want. */
  public int checked(int replicas) {
    return replicas(replicas);
  }

  /** Before the transaction of a change: what takes its time to find out. */
  void look(@Nullable AppSource asked) {
    if (asked != null) {
      AppSource source = inGoodForm(asked);
      guards.forEach(guard -> guard.look(source));
    }
  }

  @Transactional
  public App create(EnvironmentScope scope, CreateApp request) {
    Instant now = clock.instant();
    var slug = new Slug(present(request.slug(), "slug"));
    var kind = present(request.kind(), "kind");
    AppSpec spec = SpecRules.complete(kind, request.spec());
    var app =
        new App(
            new AppId(Uuids.next(now)),
            scope.organization(),
            scope.project(),
            scope.environment(),
            slug,
            kind,
            source(scope.organization(), scope.project(), request.source()),
            spec,
            replicas(kind, request.replicas(), spec),
            null,
            1);
    guard(app);
    return quotas.admit(scope.organization(), () -> insert(scope, app, now));
  }

  private App insert(EnvironmentScope scope, App app, Instant now) {
    Slug slug = app.slug();
    if (!apps.insert(app, now)) {
      throw Problem.conflict(
          "name-taken",
          "This environment has an app named %s. Choose another name.".formatted(slug));
    }
    companions.forEach(companion -> companion.created(scope, app));
    happened(app, "AppCreated", "%s created the app %s.", scope.caller());
    return app;
  }

  /**
   * @param expected version the caller has seen; null to change whatever is there
   */
  @Transactional
  App update(AppScope scope, UpdateApp request, @Nullable Long expected) {
    // Locked: what the autoscaler changes meanwhile would be overwritten.
    App before = apps.lock(scope).orElseThrow(() -> Problem.notFound("app"));
    if (expected != null && expected != before.version()) {
      throw stale();
    }
    AppSpec spec =
        request.spec() == null ? before.spec() : SpecRules.complete(before.kind(), request.spec());
    var after =
        new App(
            before.id(),
            before.organization(),
            before.project(),
            before.environment(),
            before.slug(),
            before.kind(),
            request.source() == null
                ? before.source()
                : source(before.organization(), before.project(), request.source()),
            spec,
            request.replicas() == null
                ? before.replicas()
                : replicas(before.kind(), request.replicas(), spec),
            before.current(),
            before.version());
    if (request.spec() != null || request.replicas() != null) {
      guard(after);
    }
    if (!quotas.admit(scope.organization(), () -> apps.update(after))) {
      throw stale();
    }
    if (before.replicas() != after.replicas()) {
      String scaled =
          "%s scaled the app %s from " + before.replicas() + " to " + after.replicas() + ".";
      happened(after, "AppScaled", scaled, scope.caller());
    }
    if (!Objects.equals(before.spec().autoscaling(), spec.autoscaling())) {
      String how = spec.autoscaling() == null ? "off." : AutoscalingRules.words(spec.autoscaling());
      String who = "%s set autoscaling of %s: ".formatted(scope.caller().name(), after.slug());
      happened(after, "AutoscalingChanged", who + how);
    }
    if (!before.spec().equals(spec.withAutoscaling(before.spec().autoscaling()))
        || !before.source().equals(after.source())) {
      String changed = "%s changed the app %s: takes effect with the next deployment.";
      happened(after, "AppChanged", changed, scope.caller());
    }
    return after;
  }

  /** Nothing happens to one that is stopped already. */
  @Transactional
  public void stop(AppScope scope) {
    App app = app(scope);
    if (apps.stopped(scope, true)) {
      happened(app, "AppStopped", "%s stopped the app %s.", scope.caller());
    }
  }

  /** Nothing happens to one that is not stopped. */
  @Transactional
  public void start(AppScope scope) {
    App app = app(scope);
    if (apps.stopped(scope, false)) {
      happened(app, "AppStarted", "%s started the app %s.", scope.caller());
    }
  }

  private void guard(App wanted) {
    if (wanted.spec().identity() == Identity.ONE && wanted.replicas() > 1) {
      throw Problem.invalid(
          "This app has at most one pod at a time, so replicas is 0 or 1. Make its pods interchangeable for more.");
    }
    quotas.requireIsolation(wanted.organization(), wanted.spec().isolation());
    Autoscaling autoscaling = wanted.spec().autoscaling();
    App most = autoscaling == null ? wanted : wanted.with(autoscaling.max());
    specGuards.forEach(guard -> guard.check(most));
  }

  /** Whether a cron job's times pass without a run; acts at once. */
  @Transactional
  public App suspendSchedule(AppScope scope, boolean suspended) {
    App app = app(scope);
    CronSpec cron = app.spec().cron();
    if (cron == null) {
      throw Problem.conflict(
          "no-schedule", "%s has no schedule: it is no cron job.".formatted(app.slug()));
    }
    if (cron.suspend() == suspended) {
      return app;
    }
    App after = app.with(app.spec().withCron(cron.suspended(suspended)));
    if (!apps.update(after)) {
      throw stale();
    }
    happened(
        after,
        suspended ? "ScheduleSuspended" : "ScheduleResumed",
        "%s " + (suspended ? "suspended" : "resumed") + " the schedule of %s.",
        scope.caller());
    return after;
  }

  /** The app is not found from now on; what runs of it ends a little later. */
  @Transactional
  public void delete(AppScope scope) {
    App app = app(scope);
    companions.forEach(companion -> companion.deleted(scope));
    if (apps.delete(scope, clock.instant())) {
      happened(app, "AppDeleted", "%s deleted the app %s.", scope.caller());
    }
  }

  private void happened(App app, String reason, String message, Caller by) {
    happened(app, reason, message.formatted(by.name(), app.slug()));
  }

  private void happened(App app, String reason, String message) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            message,
            app.organization(),
            app.project(),
            app.id(),
            null,
            null,
            null));
  }

  private AppSource source(
      OrganizationId organization, ProjectId project, @Nullable AppSource asked) {
    AppSource source = inGoodForm(asked);
    for (SourceGuard guard : guards) {
      source = guard.checked(organization, project, source);
    }
    return source;
  }

  private AppSource inGoodForm(@Nullable AppSource asked) {
    AppSource source = SourceDefaults.complete(asked);
    SourceRules.check(source, platform.allowedGitHosts());
    return source;
  }

  /** Of those kinds whose pods are not counted by their user there are none. */
  private static int replicas(Kind kind, @Nullable Integer asked, AppSpec spec) {
    Autoscaling autoscaling = spec.autoscaling();
    int usual = autoscaling == null ? 1 : autoscaling.min();
    return switch (kind) {
      case WEB, WORKER -> AutoscalingRules.byHand(spec, replicas(requireNonNullElse(asked, usual)));
      case JOB, CRON_JOB -> none(asked, "The number of a job's pods is its parallelism.");
      case DAEMON -> none(asked, "A daemon has one pod on every node.");
    };
  }

  private static int none(@Nullable Integer asked, String sentence) {
    if (asked != null && asked != 0) {
      throw Problem.invalid(sentence + " Leave replicas out.");
    }
    return 0;
  }

  private static int replicas(int replicas) {
    if (replicas < 0 || replicas > MOST_REPLICAS) {
      throw Problem.invalid("replicas must be between 0 and %d.".formatted(MOST_REPLICAS));
    }
    return replicas;
  }

  /** From JSON a field that must be there may be missing all the same. */
  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw Problem.invalid("%s is missing.".formatted(name));
    }
    return value;
  }

  private static Problem stale() {
    return Problem.of(
        Problem.Kind.STALE,
        "stale-version",
        "Somebody else changed the app meanwhile. Load it again and repeat your change.");
  }
}
