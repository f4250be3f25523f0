package dev.slipway.backend;

import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One address of the API.
 *
 * @param address verb and path pattern
 * @param right null where no right of an organization is asked for
 */
record AccessRow(String address, For whom, @Nullable Permission right, @Nullable String body) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  String verb() {
    return address.substring(0, address.indexOf(' '));
  }

  String path() {
    return address.substring(address.indexOf(' ') + 1);
  }

  /** Also what takes a body to ask, such as a dry run. */
  boolean reads() {
    return verb().equals("GET") || path().endsWith("/placement");
  }

  List<String> variables() {
    return VARIABLE.matcher(path()).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** Whether it lies inside one project, rather than at the organization or nowhere. */
  boolean insideProject() {
    return !variables().isEmpty() && !variables().getFirst().equals("organization");
  }

  /** How one gets in; what remains to be decided inside, the right says. */
  enum For {
    ANYONE("anyone"),
    SIGNED_IN("anyone signed in"),
    TICKET("whoever has an unused ticket for a terminal"),
    /** With factors of their own, never with a token. */
    PEOPLE("people who signed in themselves"),
    /** What belongs to the caller alone: members see and change their own. */
    OWN("members, their own"),
    MEMBERS("members"),
    MEMBERS_AND_OPERATORS("members; operators of the platform"),
    OPERATORS("operators of the platform");

    private final String words;

    For(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
