package dev.slipway.backend.deployments;

/**
 * Why a deployment did not make it.
 *
 * @param type stable, such as {@code image-exits}
 * @param sentence for people: what happened and what to do
 */
record Trouble(String type, String sentence) {
  private static final String CANCELED = "canceled";

  static Trouble canceled() {
    return new Trouble(CANCELED, "The deployment was canceled.");
  }

  boolean wasCanceled() {
    return type.equals(CANCELED);
  }
}
