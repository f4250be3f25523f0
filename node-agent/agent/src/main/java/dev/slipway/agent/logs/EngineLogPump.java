package dev.slipway.agent.logs;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads through the engine, keeps on disk, answers from there. */
public final class EngineLogPump implements LogPump, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineLogPump.class);

  private final ContainerEngine engine;
  private final LogStore store;
  private final Map<String, Reader> readers = new ConcurrentHashMap<>();
  private final Map<String, Thread> answers = new ConcurrentHashMap<>();
  private final Map<String, String> appsOfPods = new ConcurrentHashMap<>();

  /**
   * @param folder where logs are kept, a folder for each app
   */
  public EngineLogPump(ContainerEngine engine, Path folder, LogBudget budget) {
    this.engine = engine;
    this.store = new LogStore(folder, budget);
  }

  @Override
  public void attach(LogSource source) {
    appsOfPods.put(source.podId(), source.appId());
    readers.compute(
        source.container(),
        (_, reader) -> reader != null && reader.container().again() ? reader : read(source));
  }

  private Reader read(LogSource source) {
    var container =
        new FollowedContainer(
            engine,
            source,
            store.position(source.appId(), source.container()),
            entry -> store.append(source.appId(), entry));
    String name = "log-" + source.container();
    return new Reader(container, Thread.ofVirtual().name(name).start(container));
  }

  private record Reader(FollowedContainer container, Thread thread) {}

  @Override
  public List<String> lastLines(LogSource source, int count) {
    String app = appsOfPods.get(source.podId());
    if (app == null) {
      return List.of();
    }
    try {
      return store.snapshot(app).tail(Filter.of(source), count).stream().map(Entry::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void serve(LogRequest request, Consumer<LogLines> consumer) {
    var follower = new Follower(request, consumer);
    Thread answer =
        Thread.ofVirtual().name("log-answer").unstarted(() -> answer(request, follower));
    Thread before = answers.put(request.getId(), answer);
    if (before != null) {
      before.interrupt();
    }
    answer.start();
  }

  private void answer(LogRequest request, Follower follower) {
    try {
      Snapshot snapshot =
          follower.follows()
              ? store.follow(request.getAppId(), follower)
              : store.snapshot(request.getAppId());
      follower.tell(snapshot);
    } catch (InterruptedException _) {
      // Nobody wants to know any more.
    } catch (IOException | RuntimeException e) {
      log.warn("The logs of {} could not be told: {}", request.getAppId(), e.toString());
    } finally {
      store.leave(request.getAppId(), follower);
      answers.remove(request.getId(), Thread.currentThread());
    }
  }

  @Override
  public void cancel(String requestId) {
    Thread answer = answers.remove(requestId);
    if (answer != null) {
      answer.interrupt();
    }
  }

  /** What logs may take from now on. */
  public void keep(LogBudget budget) throws IOException {
    store.keep(budget);
  }

  /** Bytes of old parts that had to go since this was asked the last time. */
  public long removed() {
    return store.removed();
  }

  /** What each app's log takes on this node, by the app's id. */
  public Map<String, Long> bytes() throws IOException {
    return store.bytes();
  }

  @Override
  public void close() {
    answers.values().forEach(Thread::interrupt);
    readers.values().forEach(reader -> reader.thread().interrupt());
  }
}
