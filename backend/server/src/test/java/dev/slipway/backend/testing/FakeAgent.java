package dev.slipway.backend.testing;

import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Heartbeat;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an agent that runs nothing: speaks the real protocol over real mutual TLS,
 * keeps what it is told and says what the test has it say.
 */
public final class FakeAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FakeNode node;
  private final ManagedChannel channel;
  private final BlockingQueue<ToAgent> others = new LinkedBlockingQueue<>();
  private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final FakeSet set = new FakeSet();
  private @Nullable ClientCallStreamObserver<FromAgent> out;
  private volatile boolean acknowledging = true;

  private FakeAgent(FakeNode node) {
    this.node = node;
    this.channel = node.channel();
  }

  /** Connects and says what pods it has; acknowledges every set unless told otherwise. */
  public static FakeAgent connect(FakeNode node, PodStatus... pods) {
    return connect(node, hello(pods));
  }

  public static FakeAgent connect(FakeNode node, Hello hello) {
    var agent = new FakeAgent(node);
    agent.open();
    agent.send(FromAgent.newBuilder().setHello(hello).build());
    return agent;
  }

  /** A stream on which nothing has been said. */
  public static FakeAgent silent(FakeNode node) {
    var agent = new FakeAgent(node);
    agent.open();
    return agent;
  }

  public static Hello hello(PodStatus... pods) {
    return Hello.newBuilder()
        .setAgentVersion("test")
        .setEngineVersion("none")
        .setNodeAddress("127.0.0.1")
        .setCapacity(
            Capacity.newBuilder()
                .setCpuMillis(4000)
                .setMemoryBytes(8L << 30)
                .setDiskBytes(100L << 30)
                .setDiskFreeBytes(50L << 30))
        .addAllPods(List.of(pods))
        .build();
  }

  public static PodStatus ready(UUID pod) {
    return PodStatus.newBuilder()
        .setId(pod.toString())
        .setPhase(Phase.RUNNING)
        .setReady(true)
        .setStartedAtMillis(1_700_000_000_000L)
        .build();
  }

  public UUID id() {
    return node.id();
  }

  /** What it has been told up to now. */
  public FakeSet set() {
    return set;
  }

  public Welcome welcome() {
    return await(welcome);
  }

  /** False when the stream ended before a welcome came. */
  public boolean welcomed() {
    Object _ = await(CompletableFuture.anyOf(welcome, end));
    return welcome.isDone();
  }

  /** How the stream ended. */
  public Status end() {
    return await(end);
  }

  public boolean isOpen() {
    return !end.isDone();
  }

  /** From now on sets are taken and not acknowledged. */
  public void keepQuiet() {
    acknowledging = false;
  }

  public void acknowledge() {
    acknowledging = true;
    report(
        Report.newBuilder()
            .setAppliedEpoch(set.epoch())
            .setAppliedGeneration(set.generation())
            .build());
  }

  public void report(Report report) {
    send(FromAgent.newBuilder().setReport(report).build());
  }

  public void report(PodStatus... pods) {
    report(Report.newBuilder().addAllPods(List.of(pods)).build());
  }

  public void heartbeat() {
    send(FromAgent.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
  }

  public void send(FromAgent message) {
    ClientCallStreamObserver<FromAgent> stream = out;
    if (stream == null) {
      throw new IllegalStateException("Not connected");
    }
    synchronized (stream) {
      stream.onNext(message);
    }
  }

  /** Waits until what it was told satisfies this. */
  public void awaitSet(Predicate<FakeSet> wanted) {
    set.await(wanted, PATIENCE);
  }

  /** The next message that is not about the desired set. */
  public ToAgent next() {
    try {
      ToAgent message = others.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("The control plane said nothing");
      }
      return message;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    disconnect();
  }

  /** The connection breaks. */
  public void disconnect() {
    var _ = channel.shutdownNow();
    try {
      boolean _ = channel.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() {
    var _ =
        AgentEndpointGrpc.newStub(channel)
            .connect(
                new ClientResponseObserver<FromAgent, ToAgent>() {
                  @Override
                  public void beforeStart(ClientCallStreamObserver<FromAgent> stream) {
                    out = stream;
                  }

                  @Override
                  public void onNext(ToAgent message) {
                    take(message);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    end.complete(Status.fromThrowable(failure));
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(Status.OK);
                  }
                });
  }

  private void take(ToAgent message) {
    switch (message.getMessageCase()) {
      case WELCOME -> welcome.complete(message.getWelcome());
      case COMPLETE -> set.replace(message.getComplete());
      case DELTA -> set.apply(message.getDelta());
      default -> others.add(message);
    }
    if (acknowledging && (message.hasComplete() || message.hasDelta())) {
      acknowledge();
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("Waited in vain", e);
    }
  }
}
