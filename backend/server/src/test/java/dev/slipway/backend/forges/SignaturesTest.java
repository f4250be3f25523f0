package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.HmacSha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String SECRET = "It's a Secret to Everybody";
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String HEX =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void githubsOwnExample() {
    assertThat(prove(new Github(), header("X-Hub-Signature-256", "sha256=" + HEX)))
        .isEqualTo(Proof.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha1=757107ea", "757107ea", "sha256=zz"})
  void whatIsNoSignatureProvesNothing(String told) {
    assertThat(prove(new Github(), header("X-Hub-Signature-256", told))).isEqualTo(Proof.WRONG);
    assertThat(prove(new Gitea(), header("X-Gitea-Signature", told))).isEqualTo(Proof.WRONG);
    assertThat(prove(new Bitbucket(), header("X-Hub-Signature", told))).isEqualTo(Proof.WRONG);
    assertThat(prove(new Gitlab(), header("X-Gitlab-Token", told))).isEqualTo(Proof.WRONG);
    assertThat(prove(new DeployHook(), header("X-Slipway-Signature", told))).isEqualTo(Proof.WRONG);
    assertThat(prove(new Gitlab(), header("webhook-signature", told))).isEqualTo(Proof.WRONG);
  }

  @Test
  void twoSignatureHeadersAreNone() {
    Headers twice =
        header("X-Hub-Signature-256", "sha256=" + HEX).with("X-Hub-Signature-256", "sha256=" + HEX);
    assertThat(prove(new Github(), twice)).isEqualTo(Proof.WRONG);
    Headers tokens = header("X-Gitlab-Token", SECRET).with("X-Gitlab-Token", SECRET);
    assertThat(prove(new Gitlab(), tokens)).isEqualTo(Proof.WRONG);
  }

  @Test
  void anEmptySecretSignsNothing() {
    Secrets empty = Secrets.of(List.of(new byte[0]));
    Headers signed =
        header(
            "X-Hub-Signature-256", "sha256=" + hex(Secrets.class.getName().getBytes(UTF_8), BODY));
    assertThat(new Github().prove(new Delivered(signed, BODY), empty, NOW)).isEqualTo(Proof.WRONG);
    assertThat(new Gitlab().prove(new Delivered(header("X-Gitlab-Token", ""), BODY), empty, NOW))
        .isEqualTo(Proof.WRONG);
  }

  @Test
  void bothSecretsCountWhileTheyAreExchanged() {
    Secrets two = Secrets.of(List.of("new".getBytes(UTF_8), SECRET.getBytes(UTF_8)));
    var delivered = new Delivered(header("X-Hub-Signature-256", "sha256=" + HEX), BODY);
    assertThat(new Github().prove(delivered, two, NOW)).isEqualTo(Proof.GENUINE);
  }

  @Test
  void giteaSignsInBareDigits() {
    assertThat(prove(new Gitea(), header("X-Gitea-Signature", HEX))).isEqualTo(Proof.GENUINE);
  }

  @Test
  void whereForgejoSignsOnlyItsSignatureCounts() {
    Headers wrong = header("X-Gitea-Signature", HEX).with("X-Forgejo-Signature", "0".repeat(64));
    assertThat(prove(new Gitea(), wrong)).isEqualTo(Proof.WRONG);
    assertThat(prove(new Gitea(), header("X-Forgejo-Signature", HEX))).isEqualTo(Proof.GENUINE);
  }

  @Test
  void bitbucketsHeaderHasNoNumberInItsName() {
    assertThat(prove(new Bitbucket(), header("X-Hub-Signature", "sha256=" + HEX)))
        .isEqualTo(Proof.GENUINE);
    assertThat(prove(new Bitbucket(), header("X-Hub-Signature-256", "sha256=" + HEX)))
        .isEqualTo(Proof.WRONG);
  }

  @Test
  void gitlabsTokenIsTheSecretItself() {
    assertThat(prove(new Gitlab(), header("X-Gitlab-Token", SECRET))).isEqualTo(Proof.GENUINE);
    assertThat(prove(new Gitlab(), header("X-Gitlab-Token", SECRET + "x"))).isEqualTo(Proof.WRONG);
  }

  @Test
  void aSignatureOfGitlabCountsAloneWhereThereIsOne() {
    Headers both = standard("v1,AAAA", NOW).with("X-Gitlab-Token", SECRET);
    assertThat(prove(new Gitlab(), both)).isEqualTo(Proof.WRONG);
    assertThat(prove(new Gitlab(), standard(signature(NOW), NOW))).isEqualTo(Proof.GENUINE);
  }

  @Test
  void oneOfSeveralStandardSignaturesIsEnough() {
    Headers several = standard("v1,AAAA v1a,BBBB " + signature(NOW), NOW);
    assertThat(prove(new DeployHook(), several)).isEqualTo(Proof.GENUINE);
  }

  @Test
  void aStandardSecretIsBase64AfterItsPrefix() {
    var key = new byte[32];
    key[5] = 7;
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    String signed =
        "v1,"
            + Base64.getEncoder()
                .encodeToString(
                    HmacSha256.of(key, ("m1." + NOW.getEpochSecond() + ".").getBytes(UTF_8), BODY));
    var delivered = new Delivered(standard(signed, NOW), BODY);
    assertThat(new Gitlab().prove(delivered, Secrets.of(List.of(secret.getBytes(UTF_8))), NOW))
        .isEqualTo(Proof.GENUINE);
  }

  @Test
  void whatWasSignedLongAgoIsStale() {
    Instant then = NOW.minus(Duration.ofMinutes(6));
    assertThat(prove(new Gitlab(), standard(signature(then), then))).isEqualTo(Proof.STALE);
    assertThat(prove(new DeployHook(), simple(then))).isEqualTo(Proof.STALE);
    assertThat(prove(new DeployHook(), simple(NOW.minus(Duration.ofMinutes(4)))))
        .isEqualTo(Proof.GENUINE);
    assertThat(prove(new DeployHook(), simple(NOW.plus(Duration.ofMinutes(6)))))
        .isEqualTo(Proof.STALE);
  }

  @Test
  void theTimestampIsPartOfWhatIsSigned() {
    Headers moved = standard(signature(NOW.minus(Duration.ofHours(1))), NOW);
    assertThat(prove(new Gitlab(), moved)).isEqualTo(Proof.WRONG);
  }

  private static Headers simple(Instant time) {
    String seconds = String.valueOf(time.getEpochSecond());
    return header("X-Slipway-Timestamp", seconds)
        .with(
            "X-Slipway-Signature",
            "sha256="
                + HexFormat.of()
                    .formatHex(
                        HmacSha256.of(
                            SECRET.getBytes(UTF_8), (seconds + ".").getBytes(UTF_8), BODY)));
  }

  private static Headers standard(String signature, Instant time) {
    return header("webhook-id", "m1")
        .with("webhook-timestamp", String.valueOf(time.getEpochSecond()))
        .with("webhook-signature", signature);
  }

  private static String signature(Instant time) {
    byte[] before = ("m1." + time.getEpochSecond() + ".").getBytes(UTF_8);
    return "v1,"
        + Base64.getEncoder().encodeToString(HmacSha256.of(SECRET.getBytes(UTF_8), before, BODY));
  }

  private static String hex(byte[] key, byte[] body) {
    return HexFormat.of().formatHex(HmacSha256.of(key, body));
  }

  private static Headers header(String name, String value) {
    return new Headers().with(name, value);
  }

  private static Proof prove(Forge forge, Headers headers) {
    return forge.prove(
        new Delivered(headers, BODY), Secrets.of(List.of(SECRET.getBytes(UTF_8))), NOW);
  }
}
