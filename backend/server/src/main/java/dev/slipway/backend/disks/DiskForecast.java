package dev.slipway.backend.disks;

import java.time.Duration;
import java.time.Instant;
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
  /** A shorter time says nothing of a day. */
  private static final Duration LEAST = Duration.ofHours(2);

  private static final int LEAST_SAMPLES = 4;

  /** Further away nobody knows. */
  private static final Duration FURTHEST = Duration.ofDays(60);

  /** What falls by more than this share of the disk was tidied up: growth counts from there. */
  private static final int FALL_PERCENT = 3;

  private DiskForecast() {}

  /**
   * @param cause what grew most
   * @param share of the growth that is the cause's, in percent
   */
  record Outlook(Instant fullAt, long bytesPerDay, Cause cause, int share) {}

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
    List<DiskSample> samples = sinceTidied(oldestFirst);
    if (samples.size() < LEAST_SAMPLES) {
      return Optional.empty();
    }
    DiskSample first = samples.getFirst();
    DiskSample last = samples.getLast();
    if (Duration.between(first.at(), last.at()).compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    double perSecond = slope(samples);
    if (perSecond <= 0 || last.free() / perSecond > FURTHEST.toSeconds()) {
      return Optional.empty();
    }
    var growth = growth(first, last);
    var most = growth.entrySet().stream().max(Comparator.comparingLong(Map.Entry::getValue));
    long all = Math.max(1, last.used() - first.used());
    return most.map(one ->
        new Outlook(
            last.at().plusSeconds((long) (last.free() / perSecond)),
            (long) (perSecond * Duration.ofDays(1).toSeconds()),
            one.getKey(),
            Math.clamp(one.getValue() * 100 / all, 0, 100)));
  }

  /** A collection in between would hide what goes on. */
  private static List<DiskSample> sinceTidied(List<DiskSample> samples) {
    int from = 0;
    for (int i = 1; i < samples.size(); i++) {
      DiskSample now = samples.get(i);
      long fall = samples.get(i - 1).used() - now.used();
      boolean anotherDisk = samples.get(i - 1).total() != now.total();
      if (anotherDisk || fall * 100 > now.total() * FALL_PERCENT) {
        from = i;
      }
    }
    return samples.subList(from, samples.size());
  }

  /** Bytes a second, by least squares: one odd sample does not turn it round. */
  private static double slope(List<DiskSample> samples) {
    Instant begin = samples.getFirst().at();
    double meanTime =
        samples.stream().mapToDouble(one -> seconds(begin, one)).average().orElseThrow();
    double meanUsed = samples.stream().mapToDouble(DiskSample::used).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (DiskSample one : samples) {
      double time = seconds(begin, one) - meanTime;
      above += time * (one.used() - meanUsed);
      below += time * time;
    }
    return below == 0 ? 0 : above / below;
  }

  private static double seconds(Instant begin, DiskSample sample) {
    return Duration.between(begin, sample.at()).toMillis() / 1000.0;
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
