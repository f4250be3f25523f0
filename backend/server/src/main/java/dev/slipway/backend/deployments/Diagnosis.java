package dev.slipway.backend.deployments;

import dev.slipway.api.apps.PodView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a rollout, told from its new pods. */
final class Diagnosis {
  private static final int ENOUGH_RESTARTS = 3;
  private static final int LOOP_RESTARTS = 2;

  /** An image may be out of reach for a moment; nodes try again within this time. */
  private static final Duration PULL_GRACE = Duration.ofSeconds(20);

  private static final Pattern DENIED =
      Pattern.compile("denied|unauthorized|no basic auth|authentication", Pattern.CASE_INSENSITIVE);

  private Diagnosis() {}

  /** Trouble that waiting will not mend: the rollout ends before its deadline. */
  static Optional<Trouble> hopeless(List<Pod> pods, Instant now) {
    return pods.stream()
        .filter(pod -> !pod.ready() && !pod.lost() && hopeless(pod, now))
        .max(Comparator.comparingInt(Pod::restarts))
        .map(Diagnosis::trouble);
  }

  /** Why there was no progress for too long. */
  static Trouble late(List<Pod> pods, boolean web, Duration deadline) {
    return pods.stream()
        .filter(pod -> !pod.ready() || (web && !pod.routed()))
        .max(Comparator.comparing((Pod pod) -> !pod.ready()).thenComparingInt(Pod::restarts))
        .map(Diagnosis::trouble)
        .orElseGet(() ->
            new Trouble(
                "progress-deadline",
                "The rollout made no progress for %d seconds.".formatted(deadline.toSeconds())));
  }

  private static boolean hopeless(Pod pod, Instant now) {
    if (pod.restarts() >= ENOUGH_RESTARTS) {
      return true;
    }
    return switch (word(pod)) {
      case "StartError" -> true;
      case "CrashLoopBackOff" -> pod.restarts() >= LOOP_RESTARTS;
      case "ImagePullFailed" -> pod.createdAt().plus(PULL_GRACE).isBefore(now);
      default -> false;
    };
  }

  private static Trouble trouble(Pod pod) {
    if (!pod.placed()) {
      return new Trouble("out-of-capacity", said(pod, "No machine can take the pod."));
    }
    if (pod.lost()) {
      return new Trouble(
          "progress-deadline",
          "The machine of pod %s does not answer. Look at the Nodes page.".formatted(pod.name()));
    }
    return switch (word(pod)) {
      case "ImagePullFailed" -> pull(said(pod, "The image could not be fetched."));
      case "StartError" ->
          new Trouble("engine-error", said(pod, "The container could not be started."));
      case "PortNotListening" ->
          new Trouble(
              "port-not-listening",
              said(
                  pod,
                  "The app runs, but nothing listens on its port. Listen on the port that PORT names, on every address."));
      case "OOMKilled" ->
          new Trouble(
              "image-exits",
              said(
                  pod,
                  "The app needed more memory than its limit and was ended. Raise the limit."));
      default -> pod.restarts() > 0 || pod.phase() == Phase.EXITED ? exits(pod) : waits(pod);
    };
  }

  private static Trouble pull(String sentence) {
    return DENIED.matcher(sentence).find()
        ? new Trouble(
            "image-pull-denied",
            sentence
                + " Check the registry's credentials under Registries, and their right to pull.")
        : new Trouble("image-pull-failed", sentence);
  }

  private static Trouble exits(Pod pod) {
    String code = pod.exitCode() == null ? "" : " with code " + pod.exitCode();
    return new Trouble(
        "image-exits",
        said(pod, "The app ends soon after it starts%s. Its log says why.".formatted(code)));
  }

  private static Trouble waits(Pod pod) {
    return switch (pod.phase()) {
      case PENDING, PULLING ->
          new Trouble("progress-deadline", said(pod, "The image was not fetched in time."));
      case STARTING, RUNNING, STOPPING, EXITED, UNKNOWN, SUCCEEDED, FAILED ->
          pod.ready()
              ? new Trouble(
                  "progress-deadline",
                  "The app is ready, but the ingress did not take it up in time.")
              : new Trouble(
                  "never-ready",
                  said(
                      pod,
                      "The app runs, but did not become ready in time. Look at its readiness probe and its log."));
    };
  }

  private static String word(Pod pod) {
    return pod.reason() == null ? "" : pod.reason();
  }

  private static String said(Pod pod, String otherwise) {
    @Nullable String message = pod.message();
    return message == null || message.isBlank() ? otherwise : message;
  }
}
