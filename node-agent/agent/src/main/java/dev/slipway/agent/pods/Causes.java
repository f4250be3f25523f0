package dev.slipway.agent.pods;

/** Why we end an app that should run; what is remembered of it is one sentence. */
final class Causes {
  private static final String WROTE = "The app wrote ";

  private Causes() {}

  static String wroteTooMuch(long written, long limit) {
    return (WROTE
            + "%d MiB on top of its image, and %d MiB are its limit, so it is started anew with an"
            + " empty layer. Raise its ephemeral storage, or write to a volume.")
        .formatted(written >> 20, limit >> 20);
  }

  /** The word for programs. */
  static String reason(String cause) {
    return cause.startsWith(WROTE) ? "EphemeralStorage" : "ProbeFailed";
  }
}
