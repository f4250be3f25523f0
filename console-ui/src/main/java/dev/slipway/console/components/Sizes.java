package dev.slipway.console.components;

import java.util.Locale;

/** Amounts with their units. */
public final class Sizes {
  private Sizes() {}

  /** Bytes in the largest binary unit with at most one decimal, such as "1.5 GiB". */
  public static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    boolean whole = unit == 0 || amount >= 100 || amount == Math.rint(amount);
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", amount, units[unit]);
  }

  /** Thousandths of a core, such as "0.5 cores". */
  public static String cores(int millis) {
    String text = number(millis);
    return text + (text.equals("1") ? " core" : " cores");
  }

  /** Such as "0.43 of 1 core". */
  public static String cores(int used, int all) {
    return number(used) + " of " + cores(all);
  }

  /** So few that two decimals would be nothing have three. */
  private static String number(int millis) {
    boolean few = millis > 0 && millis < 10;
    String number = String.format(Locale.ROOT, few ? "%.3f" : "%.2f", millis / 1000.0);
    return number.replaceAll("\\.?0+$", "");
  }

  /** The beginning and the end of a long name, so that both can be told apart. */
  public static String middle(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most / 2;
    return text.substring(0, most - end - 1) + "…" + text.substring(text.length() - end);
  }

  /** As much of a commit as people say aloud. */
  public static String commit(String sha) {
    return sha.substring(0, Math.min(7, sha.length()));
  }
}
