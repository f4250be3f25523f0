package dev.slipway.agent.sources;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One pattern of a .dockerignore, matched by following all possibilities at once: whatever a
 * repository writes there, the time is its length times the path's.
 */
final class IgnorePattern {
  private sealed interface Token {}

  /** A character of a set; null set: any but a slash. */
  private record One(CharacterSet set) implements Token {}

  /** Any characters but slashes. */
  private record Within() implements Token {}

  /** Any characters, at the end of the pattern. */
  private record Anything() implements Token {}

  /** Nothing, or whole folders with the slash after them. */
  private record Folders() implements Token {}

  private interface CharacterSet {
    boolean has(char character);
  }

  private final List<Token> tokens = new ArrayList<>();

  /**
   * @param pattern cleaned: no leading or trailing slash, no dots that mean folders
   */
  IgnorePattern(String pattern) {
    for (int at = 0; at < pattern.length(); ) {
      at = token(pattern, at);
    }
  }

  /** Returns where the next token begins. */
  private int token(String pattern, int at) {
    char first = pattern.charAt(at);
    switch (first) {
      case '*' -> {
        return star(pattern, at + 1);
      }
      case '?' -> tokens.add(new One(c -> c != '/'));
      case '[' -> {
        return set(pattern, at + 1);
      }
      case '\\' -> {
        char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
        tokens.add(new One(c -> c == escaped));
        return at + 2;
      }
      default -> tokens.add(new One(c -> c == first));
    }
    return at + 1;
  }

  private int star(String pattern, int at) {
    if (at == pattern.length() || pattern.charAt(at) != '*') {
      tokens.add(new Within());
      return at;
    }
    int after = at + 1;
    if (after < pattern.length() && pattern.charAt(after) == '/') {
      after++;
    }
    tokens.add(after == pattern.length() ? new Anything() : new Folders());
    return after;
  }

  private int set(String pattern, int from) {
    int end = pattern.indexOf(']', from + 1);
    if (end < 0) {
      tokens.add(new One(c -> c == '['));
      return from;
    }
    boolean negated = pattern.charAt(from) == '^';
    String members = pattern.substring(negated ? from + 1 : from, end);
    tokens.add(new One(c -> c != '/' && negated != member(members, c)));
    return end + 1;
  }

  private static boolean member(String members, char c) {
    for (int i = 0; i < members.length(); i++) {
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      if (range ? c >= members.charAt(i) && c <= members.charAt(i + 2) : c == members.charAt(i)) {
        return true;
      }
      i += range ? 2 : 0;
    }
    return false;
  }

  /**
   * True for the path and for all that is below it.
   *
   * <p>A state is twice the number of the token that comes next, or one more while inside the
   * folders of a {@link Folders}.
   */
  boolean speaksOf(String path) {
    var states = new BitSet();
    enter(states, 0);
    for (int i = 0; i < path.length(); i++) {
      var next = new BitSet();
      char c = path.charAt(i);
      if (c == '/' && i > 0 && states.get(2 * tokens.size())) {
        return true;
      }
      for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
        if (state / 2 < tokens.size()) {
          step(state / 2, c, next);
        }
      }
      states = next;
    }
    return states.get(2 * tokens.size());
  }

  private void step(int token, char c, BitSet next) {
    switch (tokens.get(token)) {
      case One(var set) -> {
        if (set.has(c)) {
          enter(next, token + 1);
        }
      }
      case Within() -> {
        if (c != '/') {
          enter(next, token);
        }
      }
      case Anything() -> enter(next, token);
      case Folders() -> {
        // What follows begins at a folder's border only.
        next.set(2 * token + 1);
        if (c == '/') {
          enter(next, token + 1);
        }
      }
    }
  }

  /** The token comes next, or one after it that may match nothing. */
  private void enter(BitSet states, int token) {
    int next = token;
    while (!states.get(2 * next)) {
      states.set(2 * next);
      if (next == tokens.size() || tokens.get(next) instanceof One) {
        return;
      }
      next++;
    }
  }
}
