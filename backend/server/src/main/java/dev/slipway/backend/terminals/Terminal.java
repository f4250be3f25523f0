package dev.slipway.backend.terminals;

import com.google.protobuf.ByteString;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.protocol.TerminalClose;
import dev.slipway.protocol.TerminalInput;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.TerminalResize;
import dev.slipway.protocol.TerminalSize;
import dev.slipway.protocol.TerminalTaken;
import dev.slipway.protocol.ToAgent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open terminal, between whoever sits at it and the node: keeps nothing of what goes through,
 * and never more than the node may send ahead.
 */
final class Terminal {
  private static final Logger log = LoggerFactory.getLogger(Terminal.class);
  private static final long WINDOW = 256L << 10;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration CUT = Duration.ofSeconds(2);

  /** Something for the one who looks. */
  private sealed interface News {}

  private record Opened() implements News {}

  private record Output(ByteString bytes) implements News {}

  /** Nothing to show, something to look after. */
  private record Wake() implements News {}

  private final String id;
  private final Ticket ticket;
  private final NodeLink nodes;
  private final InstantSource clock;
  private final Patience patience;
  private final Consumer<Ending> done;
  private final Typing typing = new Typing();
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Screen screen;
  private volatile Instant moved;
  private volatile boolean answered;

  Terminal(
      String id,
      Ticket ticket,
      NodeLink nodes,
      InstantSource clock,
      Patience patience,
      Consumer<Ending> done) {
    this.id = id;
    this.ticket = ticket;
    this.nodes = nodes;
    this.clock = clock;
    this.patience = patience;
    this.done = done;
    this.moved = clock.instant();
  }

  String id() {
    return id;
  }

  NodeId node() {
    return ticket.place().node();
  }

  /** Until it ends, on a thread of its own: the only one that writes to the screen. */
  void run(Screen to) {
    if (begun.compareAndSet(false, true)) {
      converse(to);
    }
  }

  /** Whoever was let in has so long to come; else the place is free again. */
  void awaitReader() {
    try {
      Thread.sleep(patience.answer());
      if (!begun.get()) {
        left();
        run(Screen.NONE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(Screen to) {
    screen = to;
    try {
      if (ending.get() == null && !send(ToAgent.newBuilder().setTerminalOpen(order()).build())) {
        end("node-away", "The pod's node is not connected right now. Try again when it is back.");
      }
      show(to);
      Ending over = ending.get();
      if (over != null) {
        to.ended(over);
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("A terminal's reader is gone", e);
      left();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end("failed", "The control plane is going down.");
    } finally {
      Ending over = ending.get();
      done.accept(over == null ? new Ending(null, "failed", "It broke off.") : over);
    }
  }

  private void show(Screen to) throws IOException, InterruptedException {
    Instant since = clock.instant();
    Instant pinged = since;
    while (ending.get() == null || !news.isEmpty()) {
      News next = news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      switch (next) {
        case Opened _ -> to.opened();
        case Output output -> to.show(output.bytes());
        case Wake _ -> {}
        case null -> {}
      }
      Instant now = clock.instant();
      if (!now.isBefore(pinged.plus(patience.ping()))) {
        pinged = now;
        to.ping();
      }
      look(since, now);
    }
  }

  private void look(Instant since, Instant now) {
    if (!answered && now.isAfter(since.plus(patience.answer()))) {
      end(
          "no-answer",
          "The pod's node did not answer. Its agent may be older than terminals: update it.");
    } else if (now.isAfter(moved.plus(patience.idle()))) {
      end("idle", "Nothing was typed or shown for half an hour.");
    } else if (now.isAfter(since.plus(patience.longest()))) {
      end("too-long", "A terminal stays open for twelve hours at most.");
    }
  }

  /** Waits while the program takes no more. */
  void typed(ByteString keys) {
    moved = clock.instant();
    try {
      typing.add(keys);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void resized(TerminalSize size) {
    if (ending.get() == null) {
      boolean _ =
          send(
              ToAgent.newBuilder()
                  .setTerminalResize(TerminalResize.newBuilder().setId(id).setSize(size))
                  .build());
    }
  }

  /** How much of what was shown the reader has read. */
  void taken(long bytes) {
    long now = taken.accumulateAndGet(Math.min(bytes, received.get()), Math::max);
    if (ending.get() == null
        && !send(
            ToAgent.newBuilder()
                .setTerminalTaken(TerminalTaken.newBuilder().setId(id).setBytes(now))
                .build())) {
      gone();
    }
  }

  /** Does not wait. */
  void reported(TerminalReport report) {
    answered = true;
    switch (report.getWhatCase()) {
      case OPENED -> {
        news.add(new Opened());
        typing.begin(this::type);
      }
      case OUTPUT -> output(report.getOutput());
      case TAKEN -> typing.taken(report.getTaken());
      case ENDED -> over(Ending.told(report.getEnded()), false);
      case WHAT_NOT_SET -> log.debug("A node told something newer of a terminal");
    }
  }

  private void output(ByteString output) {
    if (ending.get() != null) {
      return;
    }
    moved = clock.instant();
    if (received.addAndGet(output.size()) - taken.get() > WINDOW) {
      end("failed", "The node sent more than was asked for.");
    } else if (!output.isEmpty()) {
      news.add(new Output(output));
    }
  }

  /** Of the browser; what it has not seen yet nobody will. */
  void left() {
    end("left", "The page was closed.");
  }

  /** At once, whatever is still to be shown. */
  void end(String reason, String message) {
    over(new Ending(null, reason, message), true);
  }

  private void over(Ending why, boolean atOnce) {
    if (!ending.compareAndSet(null, why)) {
      return;
    }
    boolean _ =
        send(ToAgent.newBuilder().setTerminalClose(TerminalClose.newBuilder().setId(id)).build());
    typing.close();
    if (atOnce) {
      news.clear();
    }
    news.add(new Wake());
    Thread _ = Thread.ofVirtual().name("terminal-cut").start(this::cut);
  }

  /** A reader who does not read holds up the last word, and gets none. */
  private void cut() {
    try {
      Thread.sleep(CUT);
      Screen open = screen;
      if (open != null) {
        open.cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean type(ByteString piece) {
    boolean sent =
        send(
            ToAgent.newBuilder()
                .setTerminalInput(TerminalInput.newBuilder().setId(id).setData(piece))
                .build());
    if (!sent) {
      gone();
    }
    return sent;
  }

  private void gone() {
    end("node-away", "The pod's node is not connected any more.");
  }

  private boolean send(ToAgent message) {
    return nodes.send(node(), message);
  }

  private TerminalOpen order() {
    return TerminalOpen.newBuilder()
        .setId(id)
        .setPodId(ticket.place().pod().value().toString())
        .addAllCommand(ticket.command())
        .setSize(ticket.size())
        .build();
  }
}
