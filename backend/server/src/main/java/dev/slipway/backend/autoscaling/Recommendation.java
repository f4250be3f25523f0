package dev.slipway.backend.autoscaling;

import dev.slipway.backend.autoscaling.Reading.Known;
import dev.slipway.backend.autoscaling.Reading.Unknown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all targets together ask for. */
sealed interface Recommendation {
  /**
   * @param by the target that asks for most
   */
  record Pods(int replicas, Known by) implements Recommendation {}

  /**
   * Nothing is changed by it.
   *
   * @param why a sentence
   */
  record None(String why) implements Recommendation {}

  /** The most any asks for. One that is not known could ask for more: then there are not fewer. */
  static Recommendation of(List<Reading> readings, int current) {
    Optional<Known> most =
        readings.stream()
            .flatMap(reading -> reading instanceof Known known ? Stream.of(known) : Stream.of())
            .max(Comparator.comparingInt(Known::replicas));
    Optional<Unknown> unknown =
        readings.stream()
            .flatMap(reading -> reading instanceof Unknown found ? Stream.of(found) : Stream.of())
            .findFirst();
    if (unknown.isPresent() && (most.isEmpty() || most.get().replicas() < current)) {
      return new None(unknown.get().why());
    }
    return new Pods(most.orElseThrow().replicas(), most.orElseThrow());
  }
}
