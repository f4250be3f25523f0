package dev.slipway.agent.git;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a repository may be at the commit that is built.
 *
 * @param packBytes as it is sent
 * @param bytes of its files
 */
record TreeLimits(long packBytes, int files, long bytes) {
  static final TreeLimits USUAL = new TreeLimits(GitSession.MOST_BYTES, 100_000, 1L << 30);

  private static final Pattern ENTRY =
      Pattern.compile("\\d{6} (?:blob|commit) [0-9a-f]{40,64} +(\\d+|-)\t");

  /**
   * @param tree as git ls-tree -r -l -z lists it; what is left out of an endless one is enough
   */
  void check(String tree) {
    int count = 0;
    long sum = 0;
    for (String entry : tree.split("\0", -1)) {
      Matcher file = ENTRY.matcher(entry);
      if (file.lookingAt()) {
        count++;
        sum += file.group(1).equals("-") ? 0 : Long.parseLong(file.group(1));
      }
    }
    if (count > files || sum > bytes) {
      throw new BuildFailed(
          Failure.SOURCE_TOO_LARGE,
          "The repository has more than %d files or %d MiB at this commit: take out what a build does not need."
              .formatted(files, bytes >> 20));
    }
  }
}
