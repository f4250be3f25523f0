package dev.slipway.agent.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The forms in which programs write a value: as it is, and as they encode it. */
final class Encodings {
  /** Of the first and the second byte before a value, so many characters of Base64 depend. */
  private static final int[] BEFORE = {0, 2, 3};

  /** Of longer values only what costs little memory is looked for. */
  private static final int LONG = 4096;

  private Encodings() {}

  static void of(String value, Consumer<String> forms) {
    forms.accept(value);
    value.lines().map(String::strip).filter(line -> !marker(line)).forEach(forms);
    forms.accept(escaped(value));
    if (value.length() > LONG) {
      return;
    }
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    forms.accept(url);
    forms.accept(url.replace("+", "%20"));
    forms.accept(lowerEscapes(url));
    forms.accept(lowerEscapes(url).replace("+", "%20"));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int offset = 0; offset < BEFORE.length; offset++) {
      String base64 = inside(bytes, offset);
      forms.accept(base64);
      forms.accept(base64.replace('+', '-').replace('/', '_'));
    }
    String hex = HexFormat.of().formatHex(bytes);
    forms.accept(hex);
    forms.accept(hex.toUpperCase(Locale.ROOT));
  }

  /** Such as the first line of a key: everybody's is the same. */
  private static boolean marker(String line) {
    return line.startsWith("-----");
  }

  /**
   * What is the same in Base64 whatever stands before and after the value.
   *
   * @param offset bytes before it, modulo 3
   */
  private static String inside(byte[] value, int offset) {
    byte[] shifted = new byte[offset + value.length];
    System.arraycopy(value, 0, shifted, offset, value.length);
    int whole = shifted.length * 8 / 6;
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    return base64.substring(
        Math.min(BEFORE[offset], base64.length()), Math.max(whole, BEFORE[offset]));
  }

  /** As in a JSON text. */
  private static String escaped(String value) {
    var text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  private static String lowerEscapes(String url) {
    String[] parts = url.split("%", -1);
    return parts[0]
        + Arrays.stream(parts)
            .skip(1)
            .map(part -> "%" + part.substring(0, 2).toLowerCase(Locale.ROOT) + part.substring(2))
            .collect(Collectors.joining());
  }
}
