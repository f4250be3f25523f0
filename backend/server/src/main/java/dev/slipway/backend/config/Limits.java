package dev.slipway.backend.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.kernel.Problem;
import java.util.Collection;

/** How much config there may be: all of it has to fit a process's environment, 2 MiB on Linux. */
final class Limits {
  /** Bytes of one value; Linux takes 128 KiB. */
  static final int VALUE = 64 << 10;

  private static final int PLACE = 512 << 10;
  private static final int MOST = 500;
  private static final int MOST_OF_APP = 1000;
  private static final int APP = 1 << 20;

  private Limits() {}

  static void value(String key, String value) {
    if (value.getBytes(UTF_8).length > VALUE) {
      throw Problem.invalid("%s: a value has at most 65536 bytes.".formatted(key));
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.invalid("%s: a value cannot contain a NUL character.".formatted(key));
    }
  }

  /** Of all that is set at one place. */
  static void place(int variables, long bytes) {
    if (variables > MOST) {
      throw overQuota("At most %d variables can be set here.".formatted(MOST));
    }
    if (bytes > PLACE) {
      throw overQuota("Names and values together have at most 512 KiB here.");
    }
  }

  /** Of all that an app is started with. */
  static void app(Collection<String> values, int variables) {
    if (variables > MOST_OF_APP) {
      throw overQuota("An app gets at most %d variables.".formatted(MOST_OF_APP));
    }
    if (values.stream().mapToLong(value -> value.length()).sum() > APP) {
      throw overQuota("What an app gets has at most 1 MiB.");
    }
  }

  private static Problem overQuota(String message) {
    return Problem.of(Problem.Kind.INVALID, "quota-exceeded", message);
  }
}
