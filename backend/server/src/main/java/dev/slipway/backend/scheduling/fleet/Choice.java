package dev.slipway.backend.scheduling.fleet;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/** Where a pod goes. */
public sealed interface Choice {
  record On(UUID node, String name) implements Choice {}

  /**
   * @param refusals how many nodes for each reason, each node once
   * @param booked what it asked for
   */
  record Nowhere(Map<Refusal, Integer> refusals, Resources booked) implements Choice {
    private static final Comparator<Map.Entry<Refusal, Integer>> MOST_FIRST =
        Map.Entry.<Refusal, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(one -> one.getKey().words());

    public String sentence() {
      if (refusals.isEmpty()) {
        return "No machine has joined yet: add one on the Nodes page.";
      }
      String each =
          refusals.entrySet().stream()
              .sorted(MOST_FIRST)
              .map(one -> "%s (%d)".formatted(one.getKey().words(), one.getValue()))
              .collect(joining(", "));
      return "No machine can take the pod: %s. It books %s of memory and %s of a core."
          .formatted(each, memory(booked.memoryBytes()), share(booked.cpuMillis()));
    }

    /** In the unit in which people still see how much it is. */
    private static String memory(long bytes) {
      long mebibytes = bytes >> 20;
      return mebibytes >= 10_240 && mebibytes % 1024 == 0
          ? (mebibytes >> 10) + " GiB"
          : mebibytes + " MiB";
    }

    private static String share(int millis) {
      return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
  }
}
