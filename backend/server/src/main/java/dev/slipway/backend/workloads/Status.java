package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.workloads.Observed.Latest;
import org.jspecify.annotations.Nullable;

/** One word for how an app is, and the sentence that says why. */
record Status(AppView.Status word, String reason) {

  static Status of(Observed app) {
    Status now = underway(app);
    return now == null ? settled(app) : now;
  }

  private static @Nullable Status underway(Observed app) {
    Latest latest = app.latest();
    if (latest == null) {
      return null;
    }
    String number = "Deployment " + latest.number();
    if (app.paused()) {
      Status paused = paused(latest, number, app);
      if (paused != null) {
        return paused;
      }
    }
    return switch (latest.state()) {
      case BUILDING -> progressing(number + " is being built" + serving(app));
      case PENDING -> progressing(number + " is about to roll out" + serving(app));
      case PROGRESSING ->
          app.unplaced() == null
              ? rollingOut(number, app)
              : new Status(AppView.Status.WAITING, app.unplaced());
      case ABORTING -> progressing(number + " is taken back: " + problem(latest) + serving(app));
      case COMPLETE, FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> null;
    };
  }

  private static @Nullable Status paused(Latest latest, String number, Observed app) {
    return switch (latest.state()) {
      case PENDING ->
          new Status(
              AppView.Status.WAITING,
              number + " waits: the app is paused" + serving(app) + ". Resume it to roll out.");
      case PROGRESSING ->
          new Status(
              AppView.Status.WAITING,
              number + " is paused halfway" + serving(app) + ". Resume it to go on.");
      case BUILDING, ABORTING, COMPLETE, FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> null;
    };
  }

  private static Status settled(Observed app) {
    Latest latest = app.latest();
    if (!app.deployed()) {
      if (latest != null && latest.state() == DeploymentView.State.FAILED) {
        return new Status(AppView.Status.FAILING, problem(latest));
      }
      return new Status(
          AppView.Status.WAITING, "Nothing is deployed yet: push to it, or start a deployment.");
    }
    if (app.stopped()) {
      return new Status(AppView.Status.WAITING, "Stopped: start it to bring its pods back.");
    }
    if (app.runs() != null) {
      return RunStatus.of(app.runs(), app.unplaced());
    }
    if (app.wanted() == 0) {
      return new Status(AppView.Status.WAITING, "Scaled to no pods: raise the number to start it.");
    }
    if (app.ready() >= app.wanted()) {
      return new Status(AppView.Status.RUNNING, pods(app) + afterwards(latest));
    }
    if (app.lost() > 0) {
      return new Status(
          AppView.Status.UNKNOWN,
          "%d of %d pods are on a machine that does not answer; they may still run there."
              .formatted(app.lost(), app.wanted()));
    }
    if (app.trouble() != null) {
      return new Status(AppView.Status.FAILING, app.trouble());
    }
    if (app.unplaced() != null) {
      return new Status(AppView.Status.WAITING, app.unplaced());
    }
    return progressing(pods(app));
  }

  private static Status progressing(String reason) {
    return new Status(AppView.Status.PROGRESSING, reason.endsWith(".") ? reason : reason + ".");
  }

  /** What is wrong with a new pod is said before the rollout gives up on it. */
  private static Status rollingOut(String number, Observed app) {
    Status plain = progressing(number + " is rolling out" + serving(app));
    return app.trouble() == null
        ? plain
        : new Status(plain.word(), plain.reason() + " " + app.trouble());
  }

  private static String serving(Observed app) {
    return app.deployed() && app.runs() == null
        ? "; " + app.ready() + " of " + ready(app.wanted())
        : "";
  }

  private static String pods(Observed app) {
    return app.ready() + " of " + ready(app.wanted()) + ".";
  }

  private static String ready(int wanted) {
    return wanted == 1 ? "1 pod is ready" : wanted + " pods are ready";
  }

  /** The app is fine, its newest deployment was not. */
  private static String afterwards(@Nullable Latest latest) {
    return latest == null
            || latest.problem() == null
            || latest.state() == DeploymentView.State.CANCELED
        ? ""
        : " Deployment %d did not make it: %s".formatted(latest.number(), latest.problem());
  }

  private static String problem(Latest latest) {
    return latest.problem() == null ? "the reason is not known." : latest.problem();
  }
}
