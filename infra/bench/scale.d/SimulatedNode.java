import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.Conditions;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Heartbeat;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.ToAgent;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A node that runs nothing: what it is told to run is ready with the next report, what it is told to stop is gone.
 * Speaks, batches, beats and comes back as an agent does.
 */
final class SimulatedNode {
  private static final long UNTOLD_BEAT_MILLIS = 5000;
  private static final long BATCH_MILLIS = 100;
  private static final long QUIET_MILLIS = 30_000;
  private static final long FIRST_PAUSE = 250;
  private static final long LONGEST_PAUSE = 5000;
  private static final Heartbeat BEAT =
      Heartbeat.newBuilder().setCapacity(capacity()).setConditions(Conditions.getDefaultInstance()).build();

  private final Identity identity;
  private final Sightings sightings;
  private final Map<String, PodStatus> pods = new HashMap<>();
  private List<PodStatus> begun = new ArrayList<>();
  private List<String> gone = new ArrayList<>();
  private ClientCallStreamObserver<FromAgent> out;
  private boolean open;
  private boolean welcomed;
  private boolean whole;
  private long pulse;
  private long beatMillis;
  private long epoch;
  private long generation;
  private long confirmed;

  SimulatedNode(Identity identity, Sightings sightings) {
    this.identity = identity;
    this.sightings = sightings;
  }

  void begin(int port) {
    Thread.ofVirtual().name(identity.name()).start(() -> live(port));
  }

  /** Connected, and has confirmed a complete set since it was told to forget, and all that came after. */
  synchronized boolean settled() {
    return open && whole && confirmed == generation && begun.isEmpty() && gone.isEmpty();
  }

  synchronized void forget() {
    whole = false;
  }

  synchronized int pods() {
    return pods.size();
  }

  synchronized void drop() {
    if (open) {
      out.cancel("dropped", null);
    }
  }

  private void live(int port) {
    long most = FIRST_PAUSE;
    try {
      while (true) {
        if (converse(port)) {
          most = FIRST_PAUSE;
        }
        Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        most = Math.min(LONGEST_PAUSE, most * 2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when it was welcomed. */
  private boolean converse(int port) throws InterruptedException {
    ManagedChannel channel = identity.dial(port);
    try {
      begin();
      var _ = AgentEndpointGrpc.newStub(channel).connect(new Stream());
      synchronized (this) {
        send(FromAgent.newBuilder().setHello(hello()).build());
        // By chance, so that not all beat in the same moment.
        long beat = System.currentTimeMillis() + ThreadLocalRandom.current().nextLong(1000);
        while (open) {
          long left = beat - System.currentTimeMillis();
          if (pulse > 0 && System.currentTimeMillis() - pulse > QUIET_MILLIS) {
            out.cancel("The control plane has stopped answering.", null);
            open = false;
          } else if (left <= 0) {
            send(FromAgent.newBuilder().setHeartbeat(BEAT).build());
            beat += beatMillis;
          } else if (confirmed < generation || !begun.isEmpty() || !gone.isEmpty()) {
            wait(Math.min(left, BATCH_MILLIS));
            send(FromAgent.newBuilder().setReport(report()).build());
          } else {
            wait(left);
          }
        }
        return welcomed;
      }
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  private synchronized void begin() {
    open = true;
    welcomed = false;
    whole = false;
    begun = new ArrayList<>();
    gone = new ArrayList<>();
    pulse = 0;
    beatMillis = UNTOLD_BEAT_MILLIS;
    epoch = 0;
    generation = 0;
    confirmed = 0;
  }

  private void send(FromAgent message) {
    if (open) {
      try {
        out.onNext(message);
      } catch (IllegalStateException e) {
        open = false;
      }
    }
  }

  private Hello hello() {
    return Hello.newBuilder()
        .setAgentVersion("simulated")
        .setEngineVersion("none")
        .setNodeAddress(address())
        .setCapacity(capacity())
        .setConditions(Conditions.getDefaultInstance())
        .addAllPods(pods.values())
        .setWantsPulse(true)
        .build();
  }

  /** Nobody goes there. */
  private String address() {
    int number = Integer.parseInt(identity.name().substring(4));
    return "198.18.%d.%d".formatted(number / 250, number % 250 + 1);
  }

  private static Capacity capacity() {
    return Capacity.newBuilder()
        .setCpuMillis(16_000)
        .setMemoryBytes(64L << 30)
        .setDiskBytes(500L << 30)
        .setDiskFreeBytes(400L << 30)
        .build();
  }

  private Report report() {
    var report =
        Report.newBuilder()
            .addAllPods(begun)
            .addAllGonePods(gone)
            .setAppliedEpoch(epoch)
            .setAppliedGeneration(generation)
            .build();
    begun = new ArrayList<>();
    gone = new ArrayList<>();
    confirmed = generation;
    return report;
  }

  private synchronized void take(ToAgent message) {
    switch (message.getMessageCase()) {
      case WELCOME -> {
        welcomed = true;
        beatMillis = message.getWelcome().getHeartbeatMillis();
      }
      case PULSE -> pulse = System.currentTimeMillis();
      case COMPLETE -> {
        var set = message.getComplete();
        sightings.took(message.getSerializedSize());
        var before = new ArrayList<>(pods.keySet());
        set.getPodsList().forEach(pod -> before.remove(pod.getId()));
        before.forEach(this::end);
        set.getPodsList().forEach(this::follow);
        epoch = set.getEpoch();
        generation = set.getGeneration();
        whole = true;
      }
      case DELTA -> {
        var delta = message.getDelta();
        sightings.took(message.getSerializedSize());
        if (delta.getAppliesTo() != generation) {
          throw new IllegalStateException(
              "%s has %d and was told what applies to %d"
                  .formatted(identity.name(), generation, delta.getAppliesTo()));
        }
        delta.getRemovedPodsList().forEach(this::end);
        delta.getPodsList().forEach(this::follow);
        epoch = delta.getEpoch();
        generation = delta.getGeneration();
      }
      default -> {}
    }
    notifyAll();
  }

  private void follow(Pod pod) {
    sightings.saw(pod);
    if (pod.getIntent() == Intent.STOP) {
      end(pod.getId());
    } else if (!pods.containsKey(pod.getId())) {
      var status =
          PodStatus.newBuilder()
              .setId(pod.getId())
              .setPhase(Phase.RUNNING)
              .setReady(true)
              .setStartedAtMillis(System.currentTimeMillis())
              .build();
      pods.put(pod.getId(), status);
      begun.add(status);
    }
  }

  private void end(String pod) {
    pods.remove(pod);
    gone.add(pod);
  }

  private synchronized void ended() {
    open = false;
    notifyAll();
  }

  private final class Stream implements ClientResponseObserver<FromAgent, ToAgent> {
    @Override
    public void beforeStart(ClientCallStreamObserver<FromAgent> requests) {
      synchronized (SimulatedNode.this) {
        out = requests;
      }
    }

    @Override
    public void onNext(ToAgent message) {
      take(message);
    }

    @Override
    public void onError(Throwable failure) {
      ended();
    }

    @Override
    public void onCompleted() {
      ended();
    }
  }
}
