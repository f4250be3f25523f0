package dev.slipway.agent.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Turns the engine's events into ours. */
final class EventStream extends ResultCallback.Adapter<Event> implements Subscription {
  /** What only we do: whoever did it has looked already. */
  private static final Set<String> OURS = Set.of("create", "start", "attach", "rename");

  private final Consumer<String> changed;
  private final Consumer<EngineEvent> consumer;
  private final Runnable whenEnded;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param changed told the id of every container that is not what it was, whoever did it
   */
  EventStream(Consumer<String> changed, Consumer<EngineEvent> consumer, Runnable whenEnded) {
    this.changed = changed;
    this.consumer = consumer;
    this.whenEnded = whenEnded;
  }

  @Override
  public void onNext(Event event) {
    if (event.getActor() == null
        || event.getAction() == null
        // Each probe by a command makes three of these.
        || event.getAction().startsWith("exec_")) {
      return;
    }
    if (event.getActor().getId() != null) {
      changed.accept(event.getActor().getId());
    }
    if (OURS.contains(event.getAction())) {
      return;
    }
    Map<String, String> attributes = event.getActor().getAttributes();
    if (attributes != null
        && attributes.containsKey(Labels.POD)
        && !Spare.free(attributes.getOrDefault("name", ""), attributes)) {
      consumer.accept(
          new EngineEvent(
              attributes.getOrDefault("name", ""),
              attributes.getOrDefault(Labels.POD, ""),
              event.getAction()));
    }
  }

  /** Not passed on: the library would write a page about every engine that goes away. */
  @Override
  public void onError(Throwable problem) {
    end();
    close();
  }

  @Override
  public void onComplete() {
    super.onComplete();
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      whenEnded.run();
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException _) {
      // It is left behind either way.
    }
  }
}
