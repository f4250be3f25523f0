package dev.slipway.agent.control;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Opens connections to the control plane. */
public final class Dialer {
  /** A complete set of a large platform. */
  private static final int MOST_MESSAGE_BYTES = 64 << 20;

  private final String target;

  /**
   * @param target host:port
   */
  public Dialer(String target) {
    this.target = target;
  }

  String target() {
    return target;
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
      identify(credentials, identity);
    }
    return Grpc.newChannelBuilder(target, credentials.build())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .maxInboundMessageSize(MOST_MESSAGE_BYTES)
        // A peer that went away without a word is noticed within 15 seconds.
        .keepAliveTime(10, TimeUnit.SECONDS)
        .keepAliveTimeout(5, TimeUnit.SECONDS)
        .disableRetry()
        .build();
  }

  private static void identify(TlsChannelCredentials.Builder credentials, Identity identity) {
    try {
      credentials.keyManager(bytes(Pem.write(identity.chain())), bytes(Pem.write(identity.key())));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
