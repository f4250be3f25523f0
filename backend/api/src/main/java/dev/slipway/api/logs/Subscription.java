package dev.slipway.api.logs;

/** Ends what was subscribed to. Closing twice is harmless. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
