package dev.slipway.backend.database;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists as parameters: {@code cast(:ids as uuid[])} takes them as text. */
public final class SqlArray {
  private SqlArray() {}

  /**
   * @param words of letters, digits, {@code -}, {@code _} and {@code :} only, such as ids and names
   *     of constants
   */
  public static String of(Stream<?> words) {
    return words.map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
