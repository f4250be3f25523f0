package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.WebhookFilters;
import dev.slipway.backend.kernel.Problem;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link WebhookFilters}; here nothing is missing and everything was checked. */
record Filters(List<String> branches, List<String> tags, List<String> paths) {
  static final Filters NONE = new Filters(List.of(), List.of(), List.of());
  private static final int MOST = 20;
  private static final int LONGEST = 200;
  private static final String EXCEPT = "!";

  static Filters of(@Nullable WebhookFilters asked, Filters before) {
    return asked == null
        ? before
        : new Filters(
            checked(asked.branches(), "branches", before.branches()),
            checked(asked.tags(), "tags", before.tags()),
            checked(asked.paths(), "paths", before.paths()));
  }

  WebhookFilters view() {
    return new WebhookFilters(branches, tags, paths);
  }

  boolean branch(String name, String ofTheApp) {
    return branches.isEmpty() ? name.equals(ofTheApp) : any(branches, name);
  }

  boolean tag(String name) {
    return any(tags, name);
  }

  /** Whether one of the files matters. */
  boolean paths(Collection<String> changed) {
    List<String> out =
        paths.stream()
            .filter(pattern -> pattern.startsWith(EXCEPT))
            .map(pattern -> pattern.substring(EXCEPT.length()))
            .toList();
    List<String> in = paths.stream().filter(pattern -> !pattern.startsWith(EXCEPT)).toList();
    return changed.stream().anyMatch(file -> (in.isEmpty() || any(in, file)) && !any(out, file));
  }

  private static boolean any(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, name));
  }

  private static List<String> checked(
      @Nullable List<String> asked, String what, List<String> before) {
    if (asked == null) {
      return before;
    }
    if (asked.size() > MOST) {
      throw Problem.invalid("At most %d patterns for %s.".formatted(MOST, what));
    }
    for (@Nullable String pattern : asked) {
      if (pattern == null
          || pattern.isBlank()
          || pattern.length() > LONGEST
          || pattern.startsWith("/")
          || pattern.startsWith("refs/")
          || pattern.chars().anyMatch(Character::isISOControl)) {
        throw Problem.invalid(
            "A pattern for %s has 1 to %d characters and no / at its beginning, such as %s."
                .formatted(what, LONGEST, what.equals("paths") ? "services/web/**" : "release/*"));
      }
    }
    return asked.stream().map(String::strip).distinct().toList();
  }
}
