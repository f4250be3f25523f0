package dev.slipway.backend.agents;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one connection was told of its desired set: the base of the next delta, and how far it has
 * acknowledged. Written by the assembler's thread only; the acknowledgement comes from the
 * stream's.
 */
final class Told {
  /** More than any generation. */
  static final long EVERYTHING = Long.MAX_VALUE;

  private @Nullable NodeSet last;
  private long first;
  private volatile long generation;
  private volatile long acknowledged;

  /** By generation: the horizon of the last picture in which it was so. */
  private final NavigableMap<Long, Long> horizons = new TreeMap<>();

  /** Null: nothing yet, or it lost the thread; it needs a complete set. */
  @Nullable NodeSet last() {
    return last;
  }

  long generation() {
    return generation;
  }

  void told(NodeSet set, long now) {
    if (first == 0) {
      first = now;
    }
    generation = now;
    last = set;
  }

  /**
   * What it was told last is so in this picture as well.
   *
   * @param horizon what all transactions with smaller numbers did is in the picture
   */
  void isSoUpTo(long horizon) {
    if (first == 0) {
      return;
    }
    horizons.put(generation, horizon);
    Long acted = horizons.floorKey(acknowledged);
    if (acted != null) {
      horizons.headMap(acted).clear();
    }
  }

  /** Of the newest picture that the node acts on; null while it has not said so of any. */
  @Nullable Long actsOn() {
    Map.Entry<Long, Long> newest = horizons.floorEntry(acknowledged);
    return newest == null ? null : newest.getValue();
  }

  /** The next message has to be complete. */
  void lost() {
    last = null;
  }

  /** True when this is news. A generation never told is not believed. */
  boolean acknowledge(long applied) {
    if (applied <= acknowledged || applied > generation) {
      return false;
    }
    acknowledged = applied;
    return true;
  }

  /**
   * Changes up to which generation the node works from, or does not care about: {@link #EVERYTHING}
   * when it has acknowledged all it was told, 0 before it has acknowledged anything.
   */
  long known() {
    long applied = acknowledged;
    if (first == 0 || applied < first) {
      return 0;
    }
    return last != null && applied == generation ? EVERYTHING : applied;
  }
}
