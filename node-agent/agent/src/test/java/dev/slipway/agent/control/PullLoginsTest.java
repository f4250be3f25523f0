package dev.slipway.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PullLogin;
import dev.slipway.protocol.RegistryLogin;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PullLoginsTest {
  private static final RegistryLogin LOGIN =
      RegistryLogin.newBuilder().setHost("ghcr.io").setUser("ada").setPassword("x").build();

  private final AtomicReference<PullLogins> logins = new AtomicReference<>();

  @Test
  void theControlPlaneIsAskedAboutThePod() throws Exception {
    logins.set(new PullLogins(message -> answer(message, PullLogin.newBuilder().setLogin(LOGIN))));
    assertThat(logins.get().of("pod-1", "ghcr.io")).hasValue(LOGIN);
  }

  @Test
  void anAnswerWithoutCredentialsMeansAsStrangers() throws Exception {
    logins.set(new PullLogins(message -> answer(message, PullLogin.newBuilder())));
    assertThat(logins.get().of("pod-1", "ghcr.io")).isEmpty();
  }

  @Test
  void withoutAConnectionNobodyWaits() throws Exception {
    assertThat(new PullLogins(_ -> false).of("pod-1", "ghcr.io")).isEmpty();
  }

  @Test
  void anAnswerNobodyWaitsForIsForgotten() throws Exception {
    var nobody = new PullLogins(_ -> false);
    nobody.answered(PullLogin.newBuilder().setPodId("pod-1").setLogin(LOGIN).build());
    assertThat(nobody.of("pod-1", "ghcr.io")).isEmpty();
  }

  private boolean answer(FromAgent message, PullLogin.Builder answer) {
    logins.get().answered(answer.setPodId(message.getPullLogin().getPodId()).build());
    return true;
  }
}
