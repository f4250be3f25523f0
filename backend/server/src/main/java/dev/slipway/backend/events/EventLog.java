package dev.slipway.backend.events;

/** Writes events in the transaction of the change they tell of, with whatever rights it runs. */
public interface EventLog {
  void record(NewEvent event);
}
