package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.engine.Policy;
import dev.slipway.agent.engine.Tier;
import dev.slipway.protocol.Isolation;
import dev.slipway.protocol.Pod;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what a pod's app may do here, and when the kernel ends it. */
final class Policies {
  private final Supplier<@Nullable EngineInfo> engine;

  Policies(Supplier<@Nullable EngineInfo> engine) {
    this.engine = engine;
  }

  /**
   * @param imageUser as the image names it, may be empty
   */
  ContainerSpec into(ContainerSpec app, Pod pod, String imageUser) {
    EngineInfo info = engine.get();
    int score =
        OomScores.of(
            pod.getQuality(), pod.getMemoryRequestBytes(), info == null ? 0 : info.memoryBytes());
    Tier tier = tier(pod.getIsolation());
    return app.under(
        new Policy(tier, score), tier == Tier.COMPAT ? compatUser(imageUser) : app.user());
  }

  /** What nobody knows is not guessed: the strictest that every machine has. */
  private static Tier tier(Isolation isolation) {
    return switch (isolation) {
      case ISOLATION_COMPAT -> Tier.COMPAT;
      case ISOLATION_SANDBOX -> Tier.SANDBOX;
      case ISOLATION_RESTRICTED, UNRECOGNIZED -> Tier.RESTRICTED;
    };
  }

  /** The image's own, root if it names none; one that cannot be a user is nobody. */
  static String compatUser(String imageUser) {
    String user = imageUser.strip();
    if (user.isEmpty() || user.equals("root")) {
      return "0:0";
    }
    if (user.matches("[0-9]{1,6}")) {
      return Integer.parseInt(user) + ":0";
    }
    return user.matches(
            "(0|[1-9][0-9]{0,5}|[a-z_][a-z0-9_-]{0,31})(:(0|[1-9][0-9]{0,5}|[a-z_][a-z0-9_-]{0,31}))?")
        ? user
        : "65534:65534";
  }
}
