package dev.slipway.backend.database;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

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

  /** One value of each, in their order: a column for {@code unnest}. */
  public static <T> SqlArrayValue uuids(
      Collection<? extends T> rows, Function<T, @Nullable UUID> value) {
    return new SqlArrayValue("uuid", rows.stream().map(value).toArray());
  }

  public static <T> SqlArrayValue texts(
      Collection<? extends T> rows, Function<T, @Nullable String> value) {
    return new SqlArrayValue("text", rows.stream().map(value).toArray());
  }

  public static <T> SqlArrayValue bytes(
      Collection<? extends T> rows, Function<T, byte @Nullable []> value) {
    byte[] @Nullable [] values = rows.stream().map(value).toArray(byte[][]::new);
    return new SqlArrayValue("bytea", (Object[]) values);
  }
}
