package dev.slipway.agent.builds;

import dev.slipway.agent.secrets.Redactor;
import dev.slipway.protocol.BuildOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What of a build's order must not stand in its log. */
final class BuildSecrets {
  /**
   * Arguments are no place for secrets, they stay in the image's history; some use them all the
   * same.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(^|_)(token|secret|password|passwd|pwd|credentials?|auth|api_?key|access_?key|private_?key)(_|$|s$)",
          Pattern.CASE_INSENSITIVE);

  private BuildSecrets() {}

  static Redactor redactor(BuildOrder order) {
    List<String> secrets =
        new ArrayList<>(List.of(order.getGitPassword(), order.getRegistryPassword()));
    order.getBaseLoginsList().forEach(login -> secrets.add(login.getPassword()));
    secrets.addAll(order.getRedactedList());
    order
        .getArgsMap()
        .forEach((name, value) -> {
          if (SECRET.matcher(name).find()) {
            secrets.add(value);
          }
        });
    return Redactor.of(secrets);
  }
}
