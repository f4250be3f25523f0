package dev.slipway.agent;

import static dev.slipway.protocol.Isolation.ISOLATION_COMPAT;
import static dev.slipway.protocol.Isolation.ISOLATION_RESTRICTED;
import static dev.slipway.protocol.Isolation.ISOLATION_SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.EngineInfo;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolationsTest {
  private static EngineInfo engine(boolean userNamespaces, String... runtimes) {
    return new EngineInfo("1", "1.41", 2, 1L << 30, "/", Set.of(runtimes), userNamespaces);
  }

  @Test
  void everyMachineIsRestricted() {
    assertThat(Isolations.of(null, true)).containsExactly(ISOLATION_RESTRICTED);
    assertThat(Isolations.of(engine(false, "runc"), false)).containsExactly(ISOLATION_RESTRICTED);
  }

  @Test
  void rootTakesUserNamespacesOrWhoBearsThatThereAreNone() {
    assertThat(Isolations.of(engine(true, "runc"), false))
        .containsExactly(ISOLATION_RESTRICTED, ISOLATION_COMPAT);
    assertThat(Isolations.of(engine(false, "runc"), true))
        .containsExactly(ISOLATION_RESTRICTED, ISOLATION_COMPAT);
  }

  @Test
  void aSandboxTakesGvisor() {
    assertThat(Isolations.of(engine(false, "runc", "runsc"), false))
        .containsExactly(ISOLATION_RESTRICTED, ISOLATION_SANDBOX);
  }
}
