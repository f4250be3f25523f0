package dev.slipway.agent.engine;

/** A stream that goes on until it is closed. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
