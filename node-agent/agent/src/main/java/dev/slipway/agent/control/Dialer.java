package dev.slipway.agent.control;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to the control plane. */
public final class Dialer {
  /** A complete set of a large platform. */
  private static final int MOST_MESSAGE_BYTES = 64 << 20;

  /** The store is never written anywhere. */
  private static final char[] NO_PASSWORD = {};

  private final List<String> targets;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param targets host:port of each replica of the control plane
   */
  public Dialer(List<String> targets) {
    this.targets = List.copyOf(targets);
    // Nodes that start together spread over the replicas.
    turn.set(ThreadLocalRandom.current().nextInt(this.targets.size()));
  }

  /** The replica that was dialled did not help: the next attempt goes to another. */
  void elsewhere() {
    turn.incrementAndGet();
  }

  boolean knowsOthers() {
    return targets.size() > 1;
  }

  private String target() {
    return targets.get(Math.floorMod(turn.get(), targets.size()));
  }

  ManagedChannel as(Identity identity) {
    return dial(identity.authority()::equals, identity);
  }

  ManagedChannel joining(JoinToken token) {
    return dial(token::pins, null);
  }

  private ManagedChannel dial(Predicate<X509Certificate> pinned, @Nullable Identity identity) {
    var credentials = TlsChannelCredentials.newBuilder().trustManager(new PinnedTrust(pinned));
    if (identity != null) {
      credentials.keyManager(keys(identity));
    }
    return Grpc.newChannelBuilder(target(), credentials.build())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .maxInboundMessageSize(MOST_MESSAGE_BYTES)
        // A peer that went away without a word is noticed within 15 seconds.
        .keepAliveTime(10, TimeUnit.SECONDS)
        .keepAliveTimeout(5, TimeUnit.SECONDS)
        .disableRetry()
        .build();
  }

  // Given as text, Netty would read the key with all of Bouncy Castle, which costs 10 MB.
  private static KeyManager[] keys(Identity identity) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "node", identity.key(), NO_PASSWORD, identity.chain().toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
