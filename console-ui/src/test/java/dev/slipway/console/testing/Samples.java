package dev.slipway.console.testing;

import dev.slipway.api.Refusal;
import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.ContainerView;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.apps.QosClass;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.apps.RunsStatus;
import dev.slipway.api.audit.AuditChange;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditedField;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization with something in it. */
public final class Samples {
  public static final UUID ORGANIZATION = id(1);
  public static final UUID PROJECT = id(2);
  public static final UUID ENVIRONMENT = id(3);
  public static final UUID APP = id(4);
  public static final UUID FAILING = id(5);
  public static final UUID OUTSIDE = id(80);
  public static final UUID DEPLOYMENT = id(6);
  public static final UUID BUILD = id(7);
  public static final UUID POD = id(8);
  public static final UUID JOB = id(90);
  public static final UUID RUN = id(92);

  /** Something of an organization Ada does not belong to. */
  public static final UUID OTHERS = id(999);

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String COMMIT = "4f2a9c1d0e8b7a6f5c4d3e2f1a0b9c8d7e6f5a4b";

  private Samples() {}

  public static UUID id(int number) {
    return new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE | number);
  }

  static RevisionView revision(int number) {
    return new RevisionView(
        id(100 + number),
        number,
        "main/shop/web@sha256:abc",
        COMMIT,
        "Greet by name",
        AppSpec.web(8080),
        List.of("GREETING"),
        NOW);
  }

  /** An app whose code is elsewhere. */
  static AppView outside() {
    AppView app = app(OUTSIDE, "shop", AppView.Status.RUNNING, "2 of 2 pods are ready.");
    return new AppView(
        app.id(),
        app.organization(),
        app.project(),
        app.projectSlug(),
        app.environment(),
        app.environmentSlug(),
        app.slug(),
        app.kind(),
        new AppSource(
            "git@github.com:acme/shop.git",
            "main",
            ".",
            "Dockerfile",
            null,
            Map.of(),
            null,
            null,
            id(70),
            null),
        app.spec(),
        app.replicas(),
        app.stopped(),
        app.paused(),
        app.readyReplicas(),
        app.status(),
        app.statusReason(),
        app.running(),
        app.address(),
        null,
        app.serviceAddress(),
        app.createdAt(),
        app.lastDeployedAt(),
        app.version(),
        app.runs());
  }

  /** The same while its rollouts wait. */
  static AppView paused(AppView app) {
    return new AppView(
        app.id(),
        app.organization(),
        app.project(),
        app.projectSlug(),
        app.environment(),
        app.environmentSlug(),
        app.slug(),
        app.kind(),
        app.source(),
        app.spec(),
        app.replicas(),
        app.stopped(),
        true,
        app.readyReplicas(),
        app.status(),
        app.statusReason(),
        app.running(),
        app.address(),
        app.gitAddress(),
        app.serviceAddress(),
        app.createdAt(),
        app.lastDeployedAt(),
        app.version(),
        app.runs());
  }

  /** A cron job that did its work, and is due again. */
  static AppView job() {
    AppView app = app(JOB, "backup", AppView.Status.SUCCEEDED, "Run 2 succeeded.");
    return new AppView(
        app.id(),
        app.organization(),
        app.project(),
        app.projectSlug(),
        app.environment(),
        app.environmentSlug(),
        app.slug(),
        AppView.Kind.CRON_JOB,
        app.source(),
        AppSpec.worker()
            .withJob(JobSpec.of(5, 2))
            .withCron(CronSpec.of("0 3 * * *", "Europe/Berlin")),
        0,
        false,
        false,
        0,
        app.status(),
        app.statusReason(),
        app.running(),
        null,
        app.gitAddress(),
        null,
        app.createdAt(),
        app.lastDeployedAt(),
        app.version(),
        new RunsStatus(1, "SUCCEEDED", NOW, NOW.plusSeconds(3_600)));
  }

  static AppView app(UUID id, String slug, AppView.Status status, String reason) {
    return new AppView(
        id,
        ORGANIZATION,
        PROJECT,
        "shop",
        ENVIRONMENT,
        "production",
        slug,
        AppView.Kind.WEB,
        AppSource.pushed(),
        AppSpec.web(8080),
        2,
        false,
        false,
        status == AppView.Status.RUNNING ? 2 : 0,
        status,
        reason,
        revision(3),
        "http://" + slug + ".shop.apps.localhost",
        "http://localhost:8080/git/acme/shop/" + slug + ".git",
        "10.96.1.5:80",
        NOW,
        NOW,
        7,
        null);
  }

  static PodView pod(List<dev.slipway.api.apps.StartStepView> steps, boolean paused) {
    return new PodView(
        POD,
        "slp-web-3-abcdef",
        DEPLOYMENT,
        3,
        "node-1",
        "10.64.0.5",
        PodView.Phase.RUNNING,
        true,
        false,
        paused,
        0,
        null,
        null,
        NOW,
        NOW,
        List.of(),
        QosClass.BURSTABLE,
        List.of(
            container("migrate", PodView.Phase.SUCCEEDED, 0),
            container("proxy", PodView.Phase.RUNNING, 2),
            container("app", PodView.Phase.RUNNING, 0)),
        steps);
  }

  private static ContainerView container(String name, PodView.Phase phase, int restarts) {
    return new ContainerView(name, phase, true, restarts, 0, null, null);
  }

  static DeploymentView deployment(DeploymentView.State state) {
    boolean failed = state == DeploymentView.State.ROLLED_BACK;
    return new DeploymentView(
        DEPLOYMENT,
        APP,
        3,
        DeploymentView.Trigger.PUSH,
        "Ada",
        "ROLLING",
        state,
        NOW,
        build(),
        3,
        COMMIT,
        "Greet by name",
        2,
        2,
        1,
        2,
        failed ? "never-ready" : null,
        failed
            ? "The new version never became ready: nothing listens on port 8080. Revision 2 keeps running."
            : null,
        NOW,
        state.ended() ? NOW.plusSeconds(42) : null);
  }

  static BuildView build() {
    return new BuildView(
        BUILD,
        BuildView.State.SUCCEEDED,
        "main",
        COMMIT,
        "Greet by name",
        "Ada",
        "node-1",
        "main/shop/web",
        41_000_000L,
        null,
        null,
        NOW,
        NOW,
        NOW,
        false,
        null);
  }

  static AuditEntryView audited() {
    return entry(
        2,
        "ok",
        List.of(
            new AuditChange(
                "app",
                "update",
                APP,
                "web",
                List.of(
                    new AuditedField("replicas", "1", "3"),
                    new AuditedField("secret", "•••", "•••")))));
  }

  static AuditEntryView refused() {
    return entry(1, "forbidden", List.of());
  }

  private static AuditEntryView entry(long seq, String outcome, List<AuditChange> changes) {
    return new AuditEntryView(
        id(70 + (int) seq),
        seq,
        NOW,
        "token",
        "Ada (ci)",
        id(9),
        id(10),
        null,
        "apps.update",
        outcome,
        APP.toString(),
        "app",
        APP,
        "web",
        PROJECT,
        APP,
        changes,
        "203.0.113.9",
        "curl/8",
        "cd".repeat(32));
  }

  /** What the control plane refuses with who sees something and may not. */
  public static class NotAllowed extends RuntimeException implements Refusal {
    public NotAllowed(String sentence) {
      super(sentence);
    }

    @Override
    public String type() {
      return "forbidden";
    }
  }

  /** What it says of what does not exist, and of what belongs to others. */
  public static class NotThere extends RuntimeException implements Refusal {
    public NotThere() {
      super("There is no such thing.");
    }

    @Override
    public String type() {
      return "not-found";
    }
  }
}
