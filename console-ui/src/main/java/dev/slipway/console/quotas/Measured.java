package dev.slipway.console.quotas;

import dev.slipway.api.quotas.Amounts;
import dev.slipway.console.components.Sizes;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** One of the things that have a quota, and how people read it. */
record Measured(String label, ToLongFunction<Amounts> amount, LongFunction<String> words) {
  static final Measured APPS = new Measured("Apps", Amounts::apps, String::valueOf);
  static final Measured PODS = new Measured("Pods", Amounts::pods, String::valueOf);
  static final Measured CPU =
      new Measured("CPU", Amounts::cpuMillis, millis -> Sizes.cores(Math.toIntExact(millis)));
  static final Measured MEMORY = new Measured("Memory", Amounts::memoryBytes, Sizes::bytes);
  static final Measured STORAGE =
      new Measured("Images and volumes", Amounts::storageBytes, Sizes::bytes);
  static final Measured BUILDS = new Measured("Builds at once", Amounts::builds, String::valueOf);
  static final Measured DOMAINS =
      new Measured("Hosts of your own", Amounts::domains, String::valueOf);
  static final Measured TOKENS = new Measured("API tokens", Amounts::tokens, String::valueOf);

  static final List<Measured> ALL =
      List.of(APPS, PODS, CPU, MEMORY, STORAGE, BUILDS, DOMAINS, TOKENS);

  long of(Amounts amounts) {
    return amount.applyAsLong(amounts);
  }
}
