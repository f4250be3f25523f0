package dev.slipway.backend.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How something fills up, such as a disk: by least squares over what was used at several times, so
 * that one odd moment does not turn it round.
 *
 * @param bytesPerDay more than 0
 */
public record Growth(Instant fullAt, long bytesPerDay) {
  /** A shorter time says nothing of a day. */
  private static final Duration LEAST = Duration.ofHours(2);

  private static final int LEAST_SAMPLES = 4;

  /** Further away nobody knows. */
  private static final Duration FURTHEST = Duration.ofDays(60);

  /** What falls by more than this share of the whole was tidied up: growth counts from there. */
  private static final int FALL_PERCENT = 3;

  /** What was used at a time, in bytes. */
  public interface Sample {
    Instant at();

    long total();

    long used();
  }

  /** Empty: it does not fill up, or it is too early to say. */
  public static Optional<Growth> of(List<? extends Sample> oldestFirst) {
    List<? extends Sample> samples = sinceTidied(oldestFirst);
    if (samples.size() < LEAST_SAMPLES) {
      return Optional.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    if (Duration.between(first.at(), last.at()).compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    double perSecond = slope(samples);
    double free = Math.max(0, last.total() - last.used());
    if (perSecond <= 0 || free / perSecond > FURTHEST.toSeconds()) {
      return Optional.empty();
    }
    return Optional.of(
        new Growth(
            last.at().plusSeconds((long) (free / perSecond)),
            (long) (perSecond * Duration.ofDays(1).toSeconds())));
  }

  /** The samples after the last one that much was gone of, which would hide what goes on. */
  public static <S extends Sample> List<S> sinceTidied(List<S> samples) {
    int from = 0;
    for (int i = 1; i < samples.size(); i++) {
      S now = samples.get(i);
      long fall = samples.get(i - 1).used() - now.used();
      boolean another = samples.get(i - 1).total() != now.total();
      if (another || fall * 100 > now.total() * FALL_PERCENT) {
        from = i;
      }
    }
    return samples.subList(from, samples.size());
  }

  /** Such as "about 3 days". */
  public String in(Instant now) {
    Duration left = Duration.between(now, fullAt);
    if (left.toHours() < 1) {
      return "less than an hour";
    }
    if (left.toHours() < 48) {
      return "about %d hour%s".formatted(left.toHours(), left.toHours() == 1 ? "" : "s");
    }
    return "about %d days".formatted(left.toDays());
  }

  /** Bytes a second. */
  private static double slope(List<? extends Sample> samples) {
    Instant begin = samples.getFirst().at();
    double meanTime =
        samples.stream().mapToDouble(one -> seconds(begin, one)).average().orElseThrow();
    double meanUsed = samples.stream().mapToDouble(Sample::used).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (Sample one : samples) {
      double time = seconds(begin, one) - meanTime;
      above += time * (one.used() - meanUsed);
      below += time * time;
    }
    return below == 0 ? 0 : above / below;
  }

  private static double seconds(Instant begin, Sample sample) {
    return Duration.between(begin, sample.at()).toMillis() / 1000.0;
  }
}
