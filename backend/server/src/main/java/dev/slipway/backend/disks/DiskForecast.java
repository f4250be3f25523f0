package dev.slipway.backend.disks;

import dev.slipway.backend.kernel.Growth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** When a disk will be full if it goes on as in the last day, and what is to blame. */
final class DiskForecast {
  private DiskForecast() {}

  /**
   * @param cause what grew most
   * @param share of the growth that is the cause's, in percent
   */
  record Outlook(Growth growth, Cause cause, int share) {}

  /** What grew. */
  sealed interface Cause {
    record Images() implements Cause {}

    record Cache() implements Cause {}

    record Logs() implements Cause {}

    record Containers() implements Cause {}

    record Other() implements Cause {}

    record LogsOf(UUID app) implements Cause {}

    record FilesOf(UUID app) implements Cause {}

    record ImagesOf(UUID app) implements Cause {}
  }

  /** Empty: it does not fill up, or it is too early to say. */
  static Optional<Outlook> of(List<DiskSample> oldestFirst) {
    return Growth.of(oldestFirst)
        .flatMap(growth -> blamed(growth, Growth.sinceTidied(oldestFirst)));
  }

  private static Optional<Outlook> blamed(Growth all, List<DiskSample> samples) {
    DiskSample first = samples.getFirst();
    DiskSample last = samples.getLast();
    long grown = Math.max(1, last.used() - first.used());
    return growth(first, last).entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(one ->
            new Outlook(all, one.getKey(), Math.clamp(one.getValue() * 100 / grown, 0, 100)));
  }

  /** By how much each grew: of kinds the part no app is known for. */
  private static Map<Cause, Long> growth(DiskSample first, DiskSample last) {
    var growth = new HashMap<Cause, Long>();
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(new Cause.Logs(), DiskSample::logs, DiskSample.App::logs, Cause.LogsOf::new));
    parts.add(
        new Part(
            new Cause.Containers(),
            DiskSample::containers,
            DiskSample.App::containers,
            Cause.FilesOf::new));
    parts.add(
        new Part(
            new Cause.Images(), DiskSample::images, DiskSample.App::images, Cause.ImagesOf::new));
    for (Part part : parts) {
      long whole = part.whole().applyAsLong(last) - part.whole().applyAsLong(first);
      for (Map.Entry<UUID, Long> app : byApp(first, last, part.ofApp()).entrySet()) {
        growth.put(part.cause().apply(app.getKey()), app.getValue());
        whole -= app.getValue();
      }
      growth.put(part.rest(), whole);
    }
    growth.put(new Cause.Cache(), last.cache() - first.cache());
    growth.put(new Cause.Other(), last.other() - first.other());
    return growth;
  }

  private record Part(
      Cause rest,
      ToLongFunction<DiskSample> whole,
      ToLongFunction<DiskSample.App> ofApp,
      Function<UUID, Cause> cause) {}

  private static Map<UUID, Long> byApp(
      DiskSample first, DiskSample last, ToLongFunction<DiskSample.App> bytes) {
    Map<UUID, Long> before =
        first.apps().stream()
            .collect(Collectors.toMap(DiskSample.App::app, bytes::applyAsLong, Long::sum));
    return last.apps().stream()
        .collect(
            Collectors.toMap(
                DiskSample.App::app,
                app -> bytes.applyAsLong(app) - before.getOrDefault(app.app(), 0L),
                Long::sum));
  }
}
