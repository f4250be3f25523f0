package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.secrets.Redactor;
import dev.slipway.agent.secrets.Secrets;
import dev.slipway.protocol.BuildOrder;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"TOKEN", "NPM_TOKEN", "password", "DB_PASSWORD", "API_KEY", "client_secret"})
  void argumentsThatSoundLikeSecretsAreBlottedOut(String name) {
    Redactor redactor =
        BuildSecrets.redactor(BuildOrder.newBuilder().putArgs(name, "canary-4711").build());
    assertThat(redactor.redacted("#7 echo canary-4711")).isEqualTo("#7 echo ••••••");
  }

  @Test
  void otherArgumentsAreNot() {
    Redactor redactor =
        BuildSecrets.redactor(
            BuildOrder.newBuilder()
                .putArgs("NODE_ENV", "production")
                .putArgs("TOKENIZER", "standard")
                .setGitPassword("git-password")
                .setRegistryPassword("registry-password")
                .build());
    assertThat(redactor.redacted("production standard git-password registry-password"))
        .isEqualTo("production standard •••••• ••••••");
  }

  @Test
  void argumentsInWhichASecretStandsAreWhateverTheirName() {
    var order =
        BuildOrder.newBuilder()
            .putArgs("INDEX", "https://ada:canary-4711@h")
            .addRedacted("canary-4711");
    assertThat(BuildSecrets.redactor(order.build()).redacted("from https://ada:canary-4711@h"))
        .isEqualTo("from https://ada:••••••@h");
  }

  @Test
  void aThousandSecretArgumentsLeaveNoTrace() {
    Set<String> secrets = Secrets.thousand();
    var order = BuildOrder.newBuilder();
    int i = 0;
    for (String secret : secrets) {
      order.putArgs("SECRET_" + i++, secret);
    }
    Redactor redactor = BuildSecrets.redactor(order.build());
    var log = new StringBuilder();
    for (String secret : secrets) {
      Secrets.written(secret).forEach(line -> log.append(redactor.redacted(line)).append('\n'));
    }
    Secrets.assertNoneIn(log.toString(), secrets);
  }
}
