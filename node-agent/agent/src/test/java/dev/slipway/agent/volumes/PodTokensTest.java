package dev.slipway.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import dev.slipway.protocol.WorkloadToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In this machine's memory, without mounting any. */
class PodTokensTest {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Pod POD =
      Pod.newBuilder()
          .setId("pod-1")
          .addMounts(
              Mount.newBuilder()
                  .setPath("/var/run/slipway")
                  .setToken(WorkloadToken.getDefaultInstance()))
          .build();

  private final FakeTokenPlane plane = new FakeTokenPlane();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private Path folder;
  private PodTokens tokens;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(
        Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).type().equals("tmpfs"),
        "there is memory to write files to");
    folder = Files.createTempDirectory(MEMORY, "slipway-tokens-");
    agent();
  }

  /** A new one on what the last one left. */
  private void agent() {
    // It lies in memory already: there is nothing to mount.
    var files = new SecretFiles(folder.resolve("secrets"), _ -> new Outcome(0, "", "", false));
    tokens = new PodTokens(new TokenFiles(files), plane.connect(), () -> now);
    tokens.desire(new Desire(Map.of("pod-1", POD), Map.of(), Welcome.getDefaultInstance()));
  }

  @AfterEach
  void end() throws IOException {
    if (folder != null) {
      Trees.delete(folder);
    }
  }

  private Path mounted() throws InterruptedException {
    return tokens.ensure("pod-1");
  }

  private Path file() throws InterruptedException {
    return mounted().resolve("token");
  }

  private void after(Duration time) throws InterruptedException {
    now = now.plus(time);
    tokens.look();
  }

  @Test
  void theFirstOneIsThereBeforeThePodStarts() throws Exception {
    assertThat(tokens.missing(POD)).isTrue();
    assertThat(file()).hasContent("slpi_1");
    assertThat(tokens.missing(POD)).isFalse();
    assertThat(plane.asked).hasSize(1);
    assertThat(plane.asked.getFirst().getHeld()).isEmpty();
  }

  @Test
  void aPodThatWantsNoneDoesNotWait() {
    assertThat(tokens.missing(Pod.newBuilder().setId("pod-2").build())).isFalse();
  }

  @Test
  void whoeverTheContainerRunsAsReadsItAndNothingElseIsThere() throws Exception {
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
    assertThat(Files.getPosixFilePermissions(mounted()))
        .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(mounted()).isDirectoryContaining(file -> file.endsWith("token"));
    assertThat(mounted().toFile().list()).hasSize(1);
    assertThat(Files.getPosixFilePermissions(folder.resolve("secrets").resolve("pod-1")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aStartWaitsWhileTheControlPlaneIsAway() throws Exception {
    plane.away = true;
    assertThatThrownBy(this::mounted)
        .isInstanceOf(TokenMissing.class)
        .hasMessage("Waits for its token: the control plane does not answer.");
    plane.away = false;
    assertThat(file()).hasContent("slpi_1");
  }

  @Test
  void aRefusalIsSaidAsItIs() {
    plane.refusal = "the app is stopped.";
    assertThatThrownBy(this::mounted).hasMessage("Waits for its token: the app is stopped.");
  }

  @Test
  void anotherOneIsAskedForWhenTwoThirdsOfItsLifeAreOver() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    after(Duration.ofMinutes(39));
    assertThat(plane.asked).hasSize(1);
    after(Duration.ofMinutes(1));
    assertThat(file()).hasContent("slpi_2");
    assertThat(plane.asked.getLast().getHeld().toByteArray())
        .isEqualTo(
            MessageDigest.getInstance("SHA-256")
                .digest("slpi_1".getBytes(StandardCharsets.US_ASCII)));
    after(Duration.ofMinutes(39));
    assertThat(plane.asked).hasSize(2);
  }

  @Test
  void itTakesThePlaceOfTheOldOneByARename() throws Exception {
    Object mount = Files.getAttribute(mounted(), "unix:ino");
    Object before = Files.getAttribute(file(), "unix:ino");
    try (InputStream open = Files.newInputStream(file())) {
      after(Duration.ofMinutes(40));
      assertThat(new String(open.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("slpi_1");
    }
    assertThat(file()).hasContent("slpi_2");
    assertThat(Files.getAttribute(file(), "unix:ino")).isNotEqualTo(before);
    assertThat(Files.getAttribute(mounted(), "unix:ino")).isEqualTo(mount);
    assertThat(mounted().toFile().list()).containsExactly("token");
  }

  @Test
  void anAgentThatStartsAgainGoesByItsAge() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    agent();
    after(Duration.ofMinutes(30));
    assertThat(file()).hasContent("slpi_1");
    after(Duration.ofMinutes(10));
    assertThat(file()).hasContent("slpi_2");
  }

  @Test
  void oneWhoseAgeNobodyKnowsIsRenewedAtOnce() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    Files.delete(folder.resolve("secrets").resolve("pod-1").resolve("token-term"));
    after(Duration.ZERO);
    assertThat(file()).hasContent("slpi_2");
  }

  @Test
  void oneFromTheFutureIsRenewedAtOnce() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    after(Duration.ofHours(-5));
    assertThat(file()).hasContent("slpi_2");
  }

  @Test
  void aPodThatRunsKeepsItWhileTheControlPlaneIsAway() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    plane.away = true;
    after(Duration.ofHours(3));
    assertThat(file()).hasContent("slpi_1");
    assertThat(tokens.missing(POD)).isFalse();
    plane.away = false;
    after(Duration.ZERO);
    assertThat(file()).hasContent("slpi_2");
  }

  @Test
  void aPodThatRunsKeepsItWhenThereIsNoOther() throws Exception {
    assertThat(file()).hasContent("slpi_1");
    plane.refusal = "the app is stopped.";
    after(Duration.ofMinutes(40));
    assertThat(file()).hasContent("slpi_1");
  }

  @Test
  void itIsGoneWithThePodAndDoesNotComeBack() throws Exception {
    Path path = file();
    tokens.remove("pod-1");
    assertThat(path).doesNotExist();
    after(Duration.ofHours(1));
    assertThat(path.getParent()).doesNotExist();
    assertThat(plane.asked).hasSize(1);
  }
}
