package dev.slipway.agent.terminals;

import com.google.protobuf.ByteString;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.Terminal;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalOpened;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One terminal: a thread for what is shown, one for what is typed, nothing kept of either. */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final List<String> SHELLS = List.of("/bin/bash", "/bin/sh");
  private static final Duration SHELL_STARTS = Duration.ofSeconds(10);
  private static final Duration ENGINE_DOWN = Duration.ofSeconds(1);
  private static final int KILL_ATTEMPTS = 60;
  private static final int CHUNK = 16 << 10;

  private final ContainerEngine engine;
  private final TerminalOpen order;
  private final Predicate<TerminalReport> send;
  private final Consumer<String> forget;
  private final Window window = new Window();
  // The control plane sends the next only when one is taken.
  private final BlockingQueue<byte[]> typed = new ArrayBlockingQueue<>(2);
  private @Nullable Terminal terminal;
  private TerminalSize size;
  private boolean closed;

  Session(
      ContainerEngine engine,
      TerminalOpen order,
      Predicate<TerminalReport> send,
      Consumer<String> forget) {
    this.engine = engine;
    this.order = order;
    this.send = send;
    this.forget = forget;
    this.size = order.getSize();
  }

  static TerminalReport refusal(String id) {
    return report(
        id, "too-many", "This node has too many terminals open; close one or try later.", 0);
  }

  /**
   * @param ready when it may begin
   */
  void start(CountDownLatch ready) {
    Thread _ = Thread.ofVirtual().name("terminal").start(() -> run(ready));
  }

  private void run(CountDownLatch ready) {
    try {
      ready.await();
      boolean _ = send.test(converse());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (EngineException e) {
      boolean _ = send.test(ended("failed", "The container engine refused it: " + e.getMessage()));
    } catch (RuntimeException e) {
      log.warn("A terminal in pod {} failed", order.getPodId(), e);
      boolean _ = send.test(ended("failed", "The terminal failed; open it again."));
    } finally {
      close();
      forget.accept(order.getId());
    }
  }

  private TerminalReport converse() {
    Optional<Container> app = program();
    if (app.isEmpty()) {
      return gone();
    }
    String name = app.get().name();
    Optional<List<String>> command = command(name);
    if (command.isEmpty()) {
      return ended(
          "no-shell",
          "This image has neither /bin/bash nor /bin/sh. Build the app on an image with a shell to look around in it.");
    }
    Terminal opened = engine.terminal(name, command.get());
    if (!begin(opened)) {
      return ended("failed", "It was closed.");
    }
    Thread keys = Thread.ofVirtual().name("terminal-keys").start(() -> keys(opened));
    boolean _ = send.test(report().setOpened(TerminalOpened.getDefaultInstance()).build());
    show(opened);
    keys.interrupt();
    return exited(app.get(), opened.exitCode());
  }

  /** Only what carries the pod's label and is a program of it: whatever the other side may say. */
  private Optional<Container> program() {
    boolean app = order.getContainer().isEmpty() || order.getContainer().equals("app");
    String label = app ? Labels.ROLE : Labels.CONTAINER;
    String wanted = app ? "app" : order.getContainer();
    return engine.containers().stream()
        .filter(one -> order.getPodId().equals(one.labels().get(Labels.POD)))
        .filter(one -> wanted.equals(one.labels().get(label)))
        .filter(Container::running)
        .findFirst();
  }

  private Optional<List<String>> command(String container) {
    if (order.getCommandCount() > 0) {
      return Optional.of(order.getCommandList());
    }
    return SHELLS.stream()
        .filter(shell ->
            engine.exec(container, List.of(shell, "-c", "exit 0"), SHELL_STARTS).exitCode() == 0)
        .findFirst()
        .map(List::of);
  }

  /** False when it was closed before it was there. */
  private boolean begin(Terminal opened) {
    TerminalSize now;
    boolean wanted;
    synchronized (this) {
      wanted = !closed;
      terminal = wanted ? opened : null;
      now = size;
    }
    if (wanted) {
      draw(opened, now);
    } else {
      kill(opened);
    }
    return wanted;
  }

  private void show(Terminal opened) {
    byte[] buffer = new byte[CHUNK];
    try {
      int count = opened.read(buffer);
      while (count >= 0) {
        if (count > 0
            && (!window.take(count)
                || !send.test(report().setOutput(ByteString.copyFrom(buffer, 0, count)).build()))) {
          return;
        }
        count = opened.read(buffer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keys(Terminal opened) {
    long taken = 0;
    try {
      while (true) {
        byte[] next = typed.take();
        opened.write(next);
        taken += next.length;
        boolean _ = send.test(report().setTaken(taken).build());
      }
    } catch (InterruptedException _) {
      log.trace("The terminal has ended");
    }
  }

  private TerminalReport exited(Container app, OptionalInt code) {
    boolean runs =
        engine
            .container(app.name())
            .filter(now -> now.running() && now.id().equals(app.id()))
            .isPresent();
    if (!runs || code.isEmpty()) {
      return gone();
    }
    return report(order.getId(), "exited", "The shell has ended.", code.getAsInt());
  }

  void type(byte[] keys) {
    if (!typed.offer(keys)) {
      log.warn("The control plane types ahead of what a terminal takes; it is closed");
      close();
    }
  }

  void taken(long bytes) {
    window.taken(bytes);
  }

  void resize(TerminalSize wanted) {
    Terminal opened;
    synchronized (this) {
      size = wanted;
      opened = terminal;
    }
    if (opened != null) {
      Thread _ = Thread.ofVirtual().name("terminal-size").start(() -> draw(opened, wanted));
    }
  }

  private static void draw(Terminal opened, TerminalSize size) {
    if (size.getColumns() > 0 && size.getRows() > 0) {
      try {
        opened.resize(size.getColumns(), size.getRows());
      } catch (EngineException e) {
        log.debug("A terminal keeps its size", e);
      }
    }
  }

  /** Does not wait. */
  void close() {
    Terminal opened;
    synchronized (this) {
      opened = closed ? null : terminal;
      closed = true;
    }
    window.close();
    if (opened != null) {
      Thread _ = Thread.ofVirtual().name("terminal-end").start(() -> kill(opened));
    }
  }

  /** Nothing may be left behind that nobody sees, also when the engine is away for a moment. */
  private static void kill(Terminal opened) {
    try {
      for (int attempt = 0; attempt < KILL_ATTEMPTS; attempt++) {
        try {
          opened.close();
          return;
        } catch (EngineException e) {
          log.debug("What runs on a terminal cannot be ended yet", e);
          Thread.sleep(ENGINE_DOWN);
        }
      }
      log.warn("What ran on a terminal could not be ended: the engine does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TerminalReport.Builder report() {
    return TerminalReport.newBuilder().setId(order.getId());
  }

  private TerminalReport gone() {
    return ended("pod-gone", "The pod does not run any more. Open a terminal in another one.");
  }

  private TerminalReport ended(String reason, String message) {
    return report(order.getId(), reason, message, 0);
  }

  private static TerminalReport report(String id, String reason, String message, int exitCode) {
    return TerminalReport.newBuilder()
        .setId(id)
        .setEnded(
            TerminalEnded.newBuilder().setExitCode(exitCode).setReason(reason).setMessage(message))
        .build();
  }
}
