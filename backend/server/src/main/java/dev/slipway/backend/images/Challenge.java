package dev.slipway.backend.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a registry wants to be signed in to: one of the challenges of a {@code WWW-Authenticate}
 * header, as RFC 7235 writes them.
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int LONGEST = 8192;
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  /** All of them, of all headers; what cannot be read ends the list. */
  static List<Challenge> parse(List<String> headers) {
    var all = new ArrayList<Challenge>();
    for (String header : headers) {
      if (header.length() <= LONGEST) {
        new Reader(header).read(all);
      }
    }
    return all;
  }

  static Optional<Challenge> of(List<Challenge> all, String scheme) {
    return all.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void read(List<Challenge> all) {
      Challenge current = null;
      while (true) {
        skip(" \t,");
        String word = token();
        if (word.isEmpty()) {
          return;
        }
        int end = at;
        skip(" \t");
        if (current != null && at < text.length() && text.charAt(at) == '=') {
          at++;
          skip(" \t");
          current.parameters().putIfAbsent(word.toLowerCase(Locale.ROOT), value());
        } else {
          at = end;
          current = new Challenge(word.toLowerCase(Locale.ROOT), new LinkedHashMap<>());
          all.add(current);
          token68();
        }
      }
    }

    /** Some schemes have a blob in place of parameters; nobody here needs it. */
    private void token68() {
      int from = at;
      skip(" \t");
      token();
      while (at < text.length() && text.charAt(at) == '/') {
        at++;
        token();
      }
      int equals = at;
      skip("=");
      int after = at;
      skip(" \t");
      boolean blob = (at == text.length() || text.charAt(at) == ',') && after > from;
      boolean parameter = after == equals + 1 && at < text.length() && text.charAt(at) != ',';
      if (!blob || parameter) {
        at = from;
      }
    }

    private String value() {
      return at < text.length() && text.charAt(at) == '"' ? quoted() : token();
    }

    private String quoted() {
      var value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
        at++;
      }
      at = Math.min(at + 1, text.length());
      return value.toString();
    }

    private String token() {
      int from = at;
      while (at < text.length() && inToken(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private static boolean inToken(char letter) {
      return (letter >= 'a' && letter <= 'z')
          || (letter >= 'A' && letter <= 'Z')
          || (letter >= '0' && letter <= '9')
          || MARKS.indexOf(letter) >= 0;
    }

    private void skip(String letters) {
      while (at < text.length() && letters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
