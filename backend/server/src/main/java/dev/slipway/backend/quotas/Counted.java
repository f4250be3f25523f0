package dev.slipway.backend.quotas;

import dev.slipway.api.quotas.Amounts;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** One thing that is counted, and how people read its amounts. */
record Counted(String what, ToLongFunction<Amounts> amount, LongFunction<String> shown) {
  static final Counted APPS = new Counted("apps", Amounts::apps, Counted::number);
  static final Counted PODS =
      new Counted("pods, rollouts included", Amounts::pods, Counted::number);
  static final Counted CPU =
      new Counted("of CPU for its pods, rollouts included", Amounts::cpuMillis, Counted::cores);
  static final Counted MEMORY =
      new Counted(
          "of memory for its pods, rollouts included", Amounts::memoryBytes, Counted::bytes);
  static final Counted STORAGE =
      new Counted("of images and volumes", Amounts::storageBytes, Counted::bytes);
  static final Counted DOMAINS = new Counted("hosts of its own", Amounts::domains, Counted::number);
  static final Counted TOKENS = new Counted("API tokens", Amounts::tokens, Counted::number);

  long of(Amounts amounts) {
    return amount.applyAsLong(amounts);
  }

  /** Names the limit, what is used and what was asked for. */
  String refusal(long limit, long used, long asked) {
    return "The quota of this organization is %s %s: it has %s, and this asks for %s more. %s"
        .formatted(
            shown.apply(limit),
            what,
            shown.apply(used),
            shown.apply(asked),
            "Free some, or ask an operator of the platform for more.");
  }

  /** For what can only be measured when it is there. */
  String full(long limit, long used) {
    return "The quota of this organization is %s %s, and it has %s. %s"
        .formatted(
            shown.apply(limit),
            what,
            shown.apply(used),
            "Delete apps or volumes that are not needed, or ask an operator of the platform for more.");
  }

  private static String number(long amount) {
    return String.valueOf(amount);
  }

  private static String cores(long millis) {
    String number = String.format(Locale.ROOT, "%.3f", millis / 1000.0).replaceAll("\\.?0+$", "");
    return number + (number.equals("1") ? " core" : " cores");
  }

  private static String bytes(long bytes) {
    long mebibytes = bytes >> 20;
    return mebibytes >= 10_240 ? (mebibytes >> 10) + " GiB" : mebibytes + " MiB";
  }
}
