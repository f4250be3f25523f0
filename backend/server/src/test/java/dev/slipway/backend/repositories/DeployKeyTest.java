package dev.slipway.backend.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployKeyTest {
  private static final Path KEYGEN = Path.of("/usr/bin/ssh-keygen");

  @TempDir Path folder;

  @Test
  void isReadByOpenSsh() throws Exception {
    assumeTrue(Files.isExecutable(KEYGEN), "openssh-client is not installed");
    var key = DeployKey.generate("slipway-shop");
    Path file = Files.writeString(folder.resolve("key"), key.secret());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(run("-y", "-f", file.toString()))
        .startsWith(key.open().substring(0, key.open().lastIndexOf(' ')));
    Path open = Files.writeString(folder.resolve("key.pub"), key.open());
    assertThat(run("-l", "-f", open.toString())).contains(key.fingerprint(), "slipway-shop");
  }

  @Test
  void isAnotherOneEachTimeAndPrintsNoSecret() {
    var key = DeployKey.generate("x");
    assertThat(DeployKey.generate("x").secret()).isNotEqualTo(key.secret());
    assertThat(key.toString()).doesNotContain("PRIVATE").contains(key.fingerprint());
  }

  private static String run(String... arguments) throws Exception {
    var all = new ArrayList<String>(List.of(KEYGEN.toString()));
    all.addAll(List.of(arguments));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
