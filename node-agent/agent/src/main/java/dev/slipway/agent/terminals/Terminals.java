package dev.slipway.agent.terminals;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.protocol.TerminalInput;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.TerminalResize;
import dev.slipway.protocol.TerminalTaken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The terminals that are open in pods of this node. */
public final class Terminals {
  private static final Logger log = LoggerFactory.getLogger(Terminals.class);
  private static final Duration ENGINE_DOWN = Duration.ofSeconds(5);

  /** Beyond what people need; each costs a process and a few threads. */
  private static final int MOST = 200;

  private final ContainerEngine engine;
  private final CountDownLatch swept = new CountDownLatch(1);
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  public Terminals(ContainerEngine engine) {
    this.engine = engine;
  }

  /**
   * Ends what an agent that was killed has left running, however long the engine is away; no
   * terminal begins before.
   */
  public void sweep() {
    try {
      while (true) {
        try {
          engine.endTerminals();
          swept.countDown();
          return;
        } catch (EngineException e) {
          log.debug("Terminals of a former run cannot be ended yet", e);
          Thread.sleep(ENGINE_DOWN);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param send false when nobody hears it any more; may wait
   */
  public void open(TerminalOpen order, Predicate<TerminalReport> send) {
    if (sessions.size() >= MOST) {
      Thread _ =
          Thread.ofVirtual()
              .start(() -> {
                boolean _ = send.test(Session.refusal(order.getId()));
              });
      return;
    }
    var session = new Session(engine, order, send, sessions::remove);
    if (sessions.putIfAbsent(order.getId(), session) == null) {
      session.start(swept);
    }
  }

  public void input(TerminalInput input) {
    with(input.getId(), session -> session.type(input.getData().toByteArray()));
  }

  public void resize(TerminalResize resize) {
    with(resize.getId(), session -> session.resize(resize.getSize()));
  }

  public void taken(TerminalTaken taken) {
    with(taken.getId(), session -> session.taken(taken.getBytes()));
  }

  public void close(String id) {
    with(id, Session::close);
  }

  /** The control plane is gone, and nobody sits at any of them. */
  public void closeAll() {
    sessions.values().forEach(Session::close);
  }

  private void with(String id, Consumer<Session> action) {
    Session session = sessions.get(id);
    if (session != null) {
      action.accept(session);
    }
  }
}
