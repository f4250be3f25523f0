package dev.slipway.agent.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactorTest {
  @Test
  void whatIsNoSecretStaysAsItIs() {
    String text = "nothing to see";
    assertThat(redactor("s3cret-1").redacted(text)).isSameAs(text);
    assertThat(redactor().redacted(text)).isSameAs(text);
  }

  @Test
  void shortValuesAreLeft() {
    assertThat(redactor("debug", "1").redacted("debug 1")).isEqualTo("debug 1");
    assertThat(redactor("debug6").redacted("debug6 1")).isEqualTo("•••••• 1");
  }

  @Test
  void severalInOneLine() {
    assertThat(redactor("s3cret-1", "other-2").redacted("s3cret-1other-2 and s3cret-1"))
        .isEqualTo("•••••• and ••••••");
  }

  @Test
  void theLongerOfTwoThatBeginAlike() {
    assertThat(redactor("s3cret", "s3cret-longer").redacted("a s3cret-longer b"))
        .isEqualTo("a •••••• b");
  }

  @Test
  void eachLineOfASecretWithSeveral() {
    Redactor redactor =
        redactor("-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQ\n-----END KEY-----");
    assertThat(redactor.redacted("MIIEvQIBADANBg")).isEqualTo("••••••");
    assertThat(redactor.redacted("-----BEGIN KEY-----")).isEqualTo("-----BEGIN KEY-----");
    assertThat(redactor.redacted("{\"key\": \"MIIEvQIBADANBg\\nkqhkiG9w0BAQ\"}"))
        .doesNotContain("kqhki");
  }

  @Test
  void partsOfAVeryLongOne() {
    String secret = "0123456789abcdefghijklmnopqrstuvwxyz-".repeat(100);
    String part = redactor(secret).redacted(secret.substring(0, 1000), true);
    assertThat(part).isEqualTo("••••••");
  }

  @Test
  void aThousandSecretsInEveryForm() {
    Set<String> secrets = Secrets.thousand();
    Redactor redactor = Redactor.of(secrets);
    var all = new StringBuilder();
    for (String secret : secrets) {
      Secrets.written(secret).forEach(line -> all.append(redactor.redacted(line)).append('\n'));
    }
    Secrets.assertNoneIn(all.toString(), secrets);
  }

  @Test
  void ofAPodOnlyTheSecretsAreBlottedOut() {
    Pod pod =
        Pod.newBuilder()
            .putEnvironment("GREETING", "welcome")
            .putEnvironment("TOKEN", "s3cret-1")
            .addSecretNames("TOKEN")
            .addSecretNames("GONE")
            .build();
    assertThat(PodSecrets.of(pod)).containsExactly("s3cret-1");
    assertThat(PodSecrets.redacted(pod, "welcome s3cret-1")).isEqualTo("welcome ••••••");
    assertThat(PodSecrets.redacted(null, "s3cret-1")).isEqualTo("s3cret-1");
  }

  private static Redactor redactor(String... secrets) {
    return Redactor.of(List.of(secrets));
  }
}
