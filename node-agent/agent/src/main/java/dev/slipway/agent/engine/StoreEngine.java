package dev.slipway.agent.engine;

/** What an engine keeps on its disk. */
public interface StoreEngine {
  /** All of it, also what others made. Takes as long as the engine needs for adding up. */
  Stored stored();

  /**
   * Shrinks the build cache to this size, what was used least recently first; what a build uses now
   * stays.
   *
   * @return bytes that are free now
   */
  long shrinkCache(long keptBytes);
}
