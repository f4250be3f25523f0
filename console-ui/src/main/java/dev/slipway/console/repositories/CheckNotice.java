package dev.slipway.console.repositories;

import dev.slipway.api.repositories.CheckView;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Tone;

/** What a node found at a repository. */
class CheckNotice extends Notice {
  CheckNotice(CheckView check, String branch) {
    super(
        check.reachable() ? Tone.GOOD : Tone.BAD,
        check.reachable() ? "The repository can be read" : "The repository cannot be read",
        words(check, branch));
  }

  private static String words(CheckView check, String branch) {
    String commit = check.commit();
    if (commit != null) {
      return branch + " is at commit " + commit.substring(0, 7) + ".";
    }
    String problem = check.problem();
    return problem == null ? "Nobody knows why. Try again." : problem;
  }
}
