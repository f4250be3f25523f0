package dev.slipway.api.config;

/**
 * The text of an {@code .env} file. A value {@code <unchanged>} leaves what is there as it is.
 *
 * @param plain true: what is new becomes a plain variable; else a secret. What is there stays what
 *     it is.
 * @param replace true: what the text does not name is removed
 * @param dryRun true: only say what would change
 */
public record ImportEnv(String text, boolean plain, boolean replace, boolean dryRun) {
  @Override
  public String toString() {
    return "an import";
  }
}
