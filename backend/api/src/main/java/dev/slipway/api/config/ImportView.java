package dev.slipway.api.config;

import java.util.List;

/**
 * What an import changes.
 *
 * @param changes by name
 * @param problems lines that cannot be taken; nothing is saved while there are some
 * @param warnings what is saved all the same, such as secrets too short to be hidden in logs
 * @param saved false after a dry run
 */
public record ImportView(
    List<Imported> changes, List<LineProblem> problems, List<String> warnings, boolean saved) {

  /**
   * @param change of a secret never UNCHANGED: that would tell its value to who guesses it
   */
  public record Imported(String key, boolean secret, Change change) {}

  /**
   * @param line from 1; 0 for what concerns the whole
   */
  public record LineProblem(int line, String sentence) {}

  public enum Change {
    ADDED,
    CHANGED,
    UNCHANGED,
    REMOVED
  }
}
