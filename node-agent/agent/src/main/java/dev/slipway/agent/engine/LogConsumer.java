package dev.slipway.agent.engine;

/**
 * Takes what a container writes. A consumer that blocks holds back the reading, never another
 * container's.
 */
public interface LogConsumer {
  void line(LogFrame frame);

  /** Nothing more comes. */
  void end();
}
