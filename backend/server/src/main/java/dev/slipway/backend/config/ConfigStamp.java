package dev.slipway.backend.config;

import dev.slipway.backend.kernel.Sha256;
import java.util.HashSet;
import java.util.Set;

/**
 * Digest of which variables an app gets, from where, and as of when. Two that are equal mean the
 * same values, without a look at one.
 */
final class ConfigStamp {
  private ConfigStamp() {}

  static String of(Chain chain, KnownApp app) {
    var lines = new StringBuilder();
    chain
        .effective()
        .forEach((key, variable) -> {
          if (!chain.reaches(app, variable)) {
            return;
          }
          lines.append(key).append('=');
          add(lines, chain, app, variable, new HashSet<>());
          lines.append('\n');
        });
    return Sha256.hex(lines.toString());
  }

  private static void add(
      StringBuilder lines, Chain chain, KnownApp app, Variable variable, Set<Variable> seen) {
    if (!seen.add(variable)) {
      return;
    }
    lines
        .append(variable.path().place())
        .append('/')
        .append(variable.key())
        .append('@')
        .append(variable.updatedAt());
    for (Reference reference : variable.references()) {
      lines.append(',');
      if (reference.level() == null) {
        lines.append(app.builtIns().get(reference.name()));
      } else {
        chain.target(reference).ifPresent(target -> add(lines, chain, app, target, seen));
      }
    }
  }
}
