package dev.slipway.agent.logs;

/**
 * How far a container's output was read.
 *
 * @param nanos time of the last entry
 * @param count entries with that very time
 */
record Position(long nanos, int count) {
  static final Position START = new Position(0, 0);

  Position after(long time) {
    return time == nanos ? new Position(nanos, count + 1) : new Position(time, 1);
  }
}
