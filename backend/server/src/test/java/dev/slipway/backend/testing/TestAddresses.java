package dev.slipway.backend.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses for rows a test writes itself. Each is given once in a run: the columns are unique, and
 * ones drawn by lot meet each other sooner than one thinks. They lie outside the ranges the
 * platform gives addresses from.
 */
public final class TestAddresses {
  private static final AtomicInteger GIVEN = new AtomicInteger();

  private TestAddresses() {}

  public static String pod() {
    return inside("10.128");
  }

  public static String service() {
    return inside("10.98");
  }

  /** A /24. */
  public static String podCidr() {
    int number = GIVEN.incrementAndGet();
    return "172.%d.%d.0/24".formatted(16 + number / 256 % 240, number % 256);
  }

  private static String inside(String sixteen) {
    int number = GIVEN.incrementAndGet();
    return "%s.%d.%d".formatted(sixteen, number / 256 % 256, number % 256);
  }
}
