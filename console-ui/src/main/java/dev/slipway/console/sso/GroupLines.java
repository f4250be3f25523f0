package dev.slipway.console.sso;

import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import java.util.List;
import java.util.Locale;

/** Groups and roles as lines: {@code engineers = developer}. */
final class GroupLines {
  private GroupLines() {}

  /** A word that is no role counts as viewer: less than meant, and seen at once in the list. */
  static List<GroupRole> read(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(GroupLines::line)
        .toList();
  }

  private static GroupRole line(String line) {
    int split = line.lastIndexOf('=');
    String group = split < 0 ? line : line.substring(0, split).strip();
    String word = split < 0 ? "" : line.substring(split + 1).strip();
    return new GroupRole(group, role(word));
  }

  private static Role role(String word) {
    for (Role role : Role.values()) {
      if (role.name().equals(word.toUpperCase(Locale.ROOT))) {
        return role;
      }
    }
    return Role.VIEWER;
  }
}
