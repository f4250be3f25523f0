package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.api.metrics.AutoscalingView.Metric;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one look at an app comes to. Pure.
 *
 * @param recommended by the figures alone; null: they say nothing
 * @param advice what is remembered from now on
 * @param change what is to be done; null: nothing
 */
record Look(
    ScaledApp app,
    Instant at,
    @Nullable Integer recommended,
    List<Advice> advice,
    List<Metric> metrics,
    List<Condition> conditions,
    @Nullable Change change) {

  /**
   * @param reason a sentence
   */
  record Change(int to, String reason) {}

  /**
   * @param pods those that should run
   * @param scalings of the last period, in any order
   */
  static Look at(ScaledApp app, List<PodFacts> pods, List<Scaling> scalings, Instant now) {
    var conditions = new Conditions(app.conditions(), now);
    if (app.stopped()) {
      return idle(app, now, conditions.active(false, "ScalingDisabled", "The app is stopped."));
    }
    if (app.replicas() == 0) {
      String paused = "Somebody set its pods to 0, which pauses autoscaling. Set another number.";
      return idle(app, now, conditions.active(false, "ScalingDisabled", paused));
    }
    if (!app.deployed()) {
      String nothing = "Nothing of the app serves yet: autoscaling begins with its deployment.";
      return idle(app, now, conditions.active(false, "NotDeployed", nothing));
    }
    Look bounded = withinBounds(app, now, conditions);
    return bounded == null ? measured(app, pods, scalings, now, conditions) : bounded;
  }

  private static Look idle(ScaledApp app, Instant now, Condition inactive) {
    return new Look(app, now, null, kept(app, now), List.of(), List.of(inactive), null);
  }

  /** Settings changed, or somebody's number is older than they are. */
  private static @Nullable Look withinBounds(ScaledApp app, Instant now, Conditions conditions) {
    int min = app.settings().min();
    int max = app.settings().max();
    if (app.replicas() >= min && app.replicas() <= max) {
      return null;
    }
    boolean few = app.replicas() < min;
    int to = few ? min : max;
    String why = few ? "There are to be at least " + min : "There are to be at most " + max;
    return new Look(
        app,
        now,
        null,
        kept(app, now),
        List.of(),
        List.of(
            able(conditions, app.replicas(), to),
            conditions.limited(true, few ? "TooFewReplicas" : "TooManyReplicas", why + ".")),
        new Change(to, Words.change(why, app.replicas(), to)));
  }

  private static Look measured(
      ScaledApp app,
      List<PodFacts> pods,
      List<Scaling> scalings,
      Instant now,
      Conditions conditions) {
    int current = app.replicas();
    List<Reading> readings =
        Target.of(app.settings()).stream()
            .map(target -> Recommender.read(target, current, pods, now))
            .toList();
    List<Metric> metrics = readings.stream().map(Reading::view).toList();
    return switch (Recommendation.of(readings, current)) {
      case Recommendation.None(String why) ->
          new Look(
              app,
              now,
              null,
              kept(app, now),
              metrics,
              List.of(
                  conditions.able(true, "SucceededGetScale", "The number of pods can be changed."),
                  conditions.active(false, "FailedGetMetric", why)),
              null);
      case Recommendation.Pods(int replicas, Reading.Known by) -> {
        // One that begins is taken to have been right until now: nothing goes for five minutes.
        List<Advice> before =
            app.advice().isEmpty() ? List.of(new Advice(now, current)) : kept(app, now);
        Stabilizer.Decision decision =
            Stabilizer.decide(app.settings(), current, replicas, before, scalings, now);
        List<Advice> advice = new ArrayList<>(before);
        advice.add(new Advice(now, replicas));
        yield new Look(
            app,
            now,
            replicas,
            advice,
            metrics,
            List.of(
                able(conditions, current, decision, replicas),
                conditions.active(true, "ValidMetricFound", "It is known what its pods use."),
                limited(conditions, app, decision)),
            decision.replicas() == current
                ? null
                : new Change(
                    decision.replicas(), Words.change(Words.of(by), current, decision.replicas())));
      }
    };
  }

  private static List<Advice> kept(ScaledApp app, Instant now) {
    Instant since = now.minus(Stabilizer.DOWN_WINDOW);
    return app.advice().stream().filter(advice -> advice.at().isAfter(since)).toList();
  }

  private static Condition able(Conditions conditions, int from, int to) {
    return conditions.able(
        true, "SucceededRescale", "The number of pods goes from %d to %d.".formatted(from, to));
  }

  private static Condition able(
      Conditions conditions, int current, Stabilizer.Decision decision, int recommended) {
    if (decision.replicas() != current) {
      return able(conditions, current, decision.replicas());
    }
    if (decision.stabilized()) {
      return conditions.able(
          true,
          "ScaleDownStabilized",
          "%d would do now, but more was called for within five minutes.".formatted(recommended));
    }
    return conditions.able(true, "ReadyForNewScale", "The number of pods is as called for.");
  }

  private static Condition limited(
      Conditions conditions, ScaledApp app, Stabilizer.Decision decision) {
    return switch (decision.limit()) {
      case NONE ->
          conditions.limited(false, "DesiredWithinRange", "What is called for is within limits.");
      case MOST ->
          conditions.limited(
              true,
              "TooManyReplicas",
              "More is called for than the most, %d.".formatted(app.settings().max()));
      case FEWEST ->
          conditions.limited(
              true,
              "TooFewReplicas",
              "Less is called for than the fewest, %d.".formatted(app.settings().min()));
      case SPEED ->
          conditions.limited(
              true, "ScaleUpLimit", "More is called for than may come within 15 seconds.");
    };
  }

  /** The same, but that it could not be done. */
  List<Condition> failed(String why) {
    Condition able = new Conditions(app.conditions(), at).able(false, "FailedRescale", why);
    return Stream.concat(
            Stream.of(able),
            conditions.stream().filter(condition -> condition.type() != able.type()))
        .toList();
  }
}
