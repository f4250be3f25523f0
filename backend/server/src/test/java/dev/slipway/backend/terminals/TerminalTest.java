package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalOpened;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Instant BEGUN = Instant.parse("2026-11-22T10:00:00Z");

  private static final Duration LONG = Duration.ofMinutes(1);

  private volatile Instant now = BEGUN;
  private final List<ToAgent> sent = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private volatile boolean readerIsStuck;
  private final CompletableFuture<Ending> done = new CompletableFuture<>();
  private final Terminal terminal =
      new Terminal(
          "t", TicketsTest.until(BEGUN), new Node(), () -> now, Patience.USUAL, done::complete);

  private final class Node implements NodeLink {
    @Override
    public Set<NodeId> connected() {
      return Set.of();
    }

    @Override
    public boolean send(NodeId node, ToAgent message) {
      sent.add(message);
      return true;
    }
  }

  private final class Reader implements Screen {
    @Override
    public void show(ByteString output) {
      if (readerIsStuck) {
        try {
          stuck.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      seen.add(output.toStringUtf8());
    }

    @Override
    public void opened() {
      seen.add("opened");
    }

    @Override
    public void ended(Ending ending) {
      seen.add("ended");
    }

    @Override
    public void ping() {
      seen.add("ping");
    }

    @Override
    public void cut() {
      stuck.countDown();
    }
  }

  private void sit() {
    Thread _ = Thread.ofVirtual().start(() -> terminal.run(new Reader()));
    Awaitility.await().atMost(LONG).until(() -> sent.stream().anyMatch(ToAgent::hasTerminalOpen));
  }

  private void opened() {
    sit();
    terminal.reported(
        TerminalReport.newBuilder().setOpened(TerminalOpened.getDefaultInstance()).build());
    Awaitility.await().atMost(LONG).until(() -> seen.contains("opened"));
  }

  private void shows(String text) {
    terminal.reported(TerminalReport.newBuilder().setOutput(ByteString.copyFromUtf8(text)).build());
  }

  private String reason() throws Exception {
    return done.get(60, TimeUnit.SECONDS).reason();
  }

  @Test
  void endsWhenTheNodeNeverAnswers() throws Exception {
    sit();
    now = BEGUN.plusSeconds(41);
    assertThat(reason()).isEqualTo("no-answer");
  }

  @Test
  void endsWhenNothingWasTypedOrShownForHalfAnHour() throws Exception {
    opened();
    now = BEGUN.plus(Duration.ofMinutes(29));
    terminal.typed(ByteString.copyFromUtf8("x"));
    now = BEGUN.plus(Duration.ofMinutes(58));
    shows("y");
    Awaitility.await().atMost(LONG).until(() -> seen.contains("y"));
    assertThat(done).isNotDone();
    now = BEGUN.plus(Duration.ofMinutes(89));
    assertThat(reason()).isEqualTo("idle");
    assertThat(sent.stream().anyMatch(ToAgent::hasTerminalClose)).isTrue();
  }

  @Test
  void endsAfterTwelveHours() throws Exception {
    opened();
    now = BEGUN.plus(Duration.ofHours(12).plusSeconds(1));
    shows("still busy");
    assertThat(reason()).isIn("too-long", "idle");
  }

  @Test
  void pingsWhileNothingHappens() {
    opened();
    now = BEGUN.plusSeconds(25);
    Awaitility.await().atMost(LONG).until(() -> seen.contains("ping"));
    terminal.left();
  }

  @Test
  void sendsOnePieceAtATime() {
    opened();
    terminal.typed(ByteString.copyFromUtf8("a"));
    terminal.typed(ByteString.copyFromUtf8("b"));
    terminal.typed(ByteString.copyFromUtf8("c"));
    assertThat(typed()).containsExactly("a");
    terminal.reported(TerminalReport.newBuilder().setTaken(1).build());
    assertThat(typed()).containsExactly("a", "bc");
    terminal.left();
  }

  @Test
  void whoTypesAheadOfTheProgramWaitsUntilItEnds() throws Exception {
    opened();
    Thread typing =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 20; i++) {
                terminal.typed(ByteString.copyFrom(new byte[16 << 10]));
              }
            });
    Awaitility.await().atMost(LONG).until(() -> typing.getState() == Thread.State.WAITING);
    assertThat(typed()).hasSize(1);
    terminal.end("revoked", "No.");
    assertThat(typing.join(Duration.ofMinutes(1))).isTrue();
    assertThat(reason()).isEqualTo("revoked");
  }

  @Test
  void aReaderWhoDoesNotReadHoldsNothingUp() throws Exception {
    opened();
    readerIsStuck = true;
    shows("much");
    terminal.end("revoked", "No.");
    assertThat(sent.stream().anyMatch(ToAgent::hasTerminalClose)).isTrue();
    assertThat(reason()).isEqualTo("revoked");
  }

  @Test
  void whatWasShownBeforeTheEndIsSeen() throws Exception {
    opened();
    shows("last words");
    terminal.reported(
        TerminalReport.newBuilder()
            .setEnded(TerminalEnded.newBuilder().setReason("exited").setExitCode(2))
            .build());
    assertThat(done.get(60, TimeUnit.SECONDS).exitCode()).isEqualTo(2);
    assertThat(seen).containsSubsequence("last words", "ended");
  }

  @Test
  void aReasonTheNodeMakesUpIsNoReason() throws Exception {
    opened();
    terminal.reported(
        TerminalReport.newBuilder()
            .setEnded(TerminalEnded.newBuilder().setReason("free text"))
            .build());
    assertThat(reason()).isEqualTo("failed");
  }

  private List<String> typed() {
    return sent.stream()
        .filter(ToAgent::hasTerminalInput)
        .map(message -> message.getTerminalInput().getData().toStringUtf8())
        .toList();
  }
}
