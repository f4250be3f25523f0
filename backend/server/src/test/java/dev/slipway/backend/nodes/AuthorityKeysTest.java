package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class AuthorityKeysTest {
  @Autowired AuthorityKeys keys;
  @Autowired PlatformKeyRepository rows;

  @Test
  void replicasThatStartAtOnceAgree() throws Exception {
    String name = "test-" + UUID.randomUUID();
    Callable<Identity> replica = () -> keys.loadOrCreate(name);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found =
          threads.invokeAll(Stream.generate(() -> replica).limit(8).toList()).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(found.stream().map(Identity::certificate).distinct()).hasSize(1);
      assertThat(found.stream().map(one -> one.key().hashCode()).distinct()).hasSize(1);
    }
  }
}
