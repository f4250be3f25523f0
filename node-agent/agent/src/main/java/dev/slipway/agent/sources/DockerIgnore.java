package dev.slipway.agent.sources;

import java.util.ArrayList;
import java.util.List;

/**
 * What a .dockerignore leaves out of a build. The last line that speaks of a path or of a folder
 * above it decides, as Docker does it.
 */
final class DockerIgnore {
  static final DockerIgnore NOTHING = new DockerIgnore(List.of());

  private record Rule(IgnorePattern pattern, boolean keeps) {}

  private final List<Rule> rules;

  private DockerIgnore(List<Rule> rules) {
    this.rules = rules;
  }

  static DockerIgnore parse(String text) {
    var rules = new ArrayList<Rule>();
    for (String line : text.replace("\ufeff", "").lines().toList()) {
      String trimmed = line.strip();
      if (trimmed.isEmpty() || line.startsWith("#")) {
        continue;
      }
      boolean keeps = trimmed.startsWith("!");
      String path = clean(keeps ? trimmed.substring(1).strip() : trimmed);
      if (!path.isEmpty()) {
        rules.add(new Rule(new IgnorePattern(path), keeps));
      }
    }
    return new DockerIgnore(rules);
  }

  /** The shortest way of writing the path, relative to the context. */
  private static String clean(String path) {
    var parts = new ArrayList<String>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /**
   * @param path inside the context, with slashes
   */
  boolean ignores(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      // Only a rule that would change the answer has to be looked at.
      if (rule.keeps() == ignored && rule.pattern().speaksOf(path)) {
        ignored = !rule.keeps();
      }
    }
    return ignored;
  }
}
