package dev.slipway.agent.secrets;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blots secrets out of text, also where they are encoded. Looks at each place of the text once: the
 * first six characters there decide which secrets it could be. Values shorter than that are left:
 * they would blot out half of every log.
 */
public final class Redactor {
  /** Characters of the shortest value that is blotted out. */
  public static final int SHORTEST = 6;

  private static final String BLOT = "••••••";

  /** Longer ones are looked for in pieces: a line may hold a part only. */
  private static final int PIECE = 64;

  private static final int BITS = 1 << 16;
  private static final Redactor NOTHING = new Redactor(Set.of());
  private static final Map<Set<String>, SoftReference<Redactor>> KNOWN = new ConcurrentHashMap<>();

  private final Map<Integer, String[]> byBeginning = new HashMap<>();
  private final BitSet beginnings = new BitSet(BITS);

  private Redactor(Set<String> patterns) {
    var lists = new HashMap<Integer, List<String>>();
    for (String pattern : patterns) {
      int beginning = beginning(pattern, 0);
      beginnings.set(beginning & (BITS - 1));
      lists.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(pattern);
    }
    lists.forEach((beginning, list) -> {
      // The longest first, so that nothing of it is left behind a shorter one.
      list.sort(Comparator.comparingInt(String::length).reversed());
      byBeginning.put(beginning, list.toArray(String[]::new));
    });
  }

  /** The same one for the same secrets, as long as there is memory. */
  public static Redactor of(Collection<String> secrets) {
    Set<String> values = new HashSet<>();
    secrets.stream().filter(secret -> secret.length() >= SHORTEST).forEach(values::add);
    if (values.isEmpty()) {
      return NOTHING;
    }
    SoftReference<Redactor> known = KNOWN.get(values);
    Redactor redactor = known == null ? null : known.get();
    if (redactor == null) {
      redactor = new Redactor(patterns(values));
      KNOWN.values().removeIf(reference -> reference.get() == null);
      KNOWN.put(Set.copyOf(values), new SoftReference<>(redactor));
    }
    return redactor;
  }

  private static Set<String> patterns(Set<String> values) {
    var patterns = new HashSet<String>();
    for (String value : values) {
      Encodings.of(
          value,
          form -> {
            if (form.length() >= SHORTEST && form.length() <= 2 * PIECE) {
              patterns.add(form);
            } else if (form.length() > 2 * PIECE) {
              pieces(form, patterns);
            }
          });
    }
    return patterns;
  }

  private static void pieces(String form, Set<String> patterns) {
    for (int from = 0; from < form.length(); from += PIECE) {
      // The last one reaches back, so that it is not too short.
      int begin = Math.min(from, form.length() - PIECE);
      patterns.add(form.substring(begin, begin + PIECE));
    }
  }

  public String redacted(String text) {
    return redacted(text, false);
  }

  /**
   * @param cut the text goes on elsewhere: what may be the beginning of a secret at its end goes as
   *     well
   */
  public String redacted(String text, boolean cut) {
    if (byBeginning.isEmpty() || text.length() < SHORTEST) {
      return text;
    }
    StringBuilder clean = null;
    int kept = 0;
    int at = 0;
    while (at <= text.length() - SHORTEST) {
      int length = found(text, at, cut);
      if (length == 0) {
        at++;
        continue;
      }
      clean = clean == null ? new StringBuilder(text.length()) : clean;
      if (kept < at || clean.isEmpty()) {
        clean.append(text, kept, at).append(BLOT);
      }
      at += length;
      kept = at;
    }
    return clean == null ? text : clean.append(text, kept, text.length()).toString();
  }

  /** Length of the secret that stands here; 0 for none. */
  private int found(String text, int at, boolean cut) {
    int beginning = beginning(text, at);
    if (!beginnings.get(beginning & (BITS - 1))) {
      return 0;
    }
    for (String pattern : byBeginning.getOrDefault(beginning, new String[0])) {
      if (text.startsWith(pattern, at)) {
        return pattern.length();
      }
      int left = text.length() - at;
      if (cut && left < pattern.length() && text.regionMatches(at, pattern, 0, left)) {
        return left;
      }
    }
    return 0;
  }

  private static int beginning(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + SHORTEST; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash ^ (hash >>> 16);
  }

  @Override
  public String toString() {
    return "redactor";
  }
}
