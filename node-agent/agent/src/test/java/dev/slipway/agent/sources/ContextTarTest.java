package dev.slipway.agent.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.protocol.BuildOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTarTest {
  private static final Commit COMMIT =
      new Commit("0123456789", Instant.ofEpochSecond(99), "a", "s");

  @TempDir Path folder;

  @Test
  void holdsWhatIsNotIgnored() throws IOException {
    write("app/Dockerfile", "FROM a");
    write("app/.dockerignore", "*.log\nDockerfile");
    write("app/src/a.txt", "a");
    write("app/x.log", "x");
    write("other/secret", "s");
    write(".git/HEAD", "h");
    assertThat(tar(Map.of(), "app", "Dockerfile"))
        .containsExactly(
            Map.entry(".dockerignore", "*.log\nDockerfile"),
            Map.entry("Dockerfile", "FROM b"),
            Map.entry("src/", ""),
            Map.entry("src/a.txt", "a"));
    assertThat(tar(Map.of(), ".", "app/Dockerfile"))
        .containsKey("other/secret")
        .doesNotContainKey(".git/HEAD");
  }

  @Test
  void prefersTheIgnoreFileOfItsDockerfile() throws IOException {
    write("Dockerfile.prod", "FROM a");
    write("Dockerfile.prod.dockerignore", "a.txt");
    write(".dockerignore", "b.txt");
    write("a.txt", "");
    write("b.txt", "");
    assertThat(tar(Map.of(), "", "Dockerfile.prod"))
        .containsKey("b.txt")
        .doesNotContainKey("a.txt");
  }

  @Test
  void makesLinksOfWhatTheRepositoryHasAsLinks() throws IOException {
    write("docker/Dockerfile", "FROM a");
    write("Dockerfile", "docker/Dockerfile");
    write("passwd", "/etc/passwd");
    var links = Map.of("Dockerfile", "docker/Dockerfile", "passwd", "/etc/passwd");
    assertThat(tar(links, ".", "Dockerfile"))
        .containsEntry("passwd", "-> /etc/passwd")
        .containsEntry("docker/Dockerfile", "FROM b");
  }

  @Test
  void readsNothingOutsideTheRepository() throws IOException {
    write("Dockerfile", "FROM a");
    write("link", "../../etc");
    for (String path : new String[] {"../x", "/etc/passwd", ".git/config", "link/passwd", "loop"}) {
      var links = Map.of("link", "../../etc", "loop", "loop");
      assertThatThrownBy(() -> tar(links, ".", path))
          .isInstanceOf(BuildFailed.class)
          .message()
          .containsAnyOf("leads out of the repository", "commit 01234567");
    }
    assertThatThrownBy(() -> tar(Map.of(), "../..", "Dockerfile"))
        .hasMessageContaining("leads out of the repository");
    assertThatThrownBy(() -> tar(Map.of(), "none", "Dockerfile")).hasMessageContaining("no folder");
  }

  @Test
  void dependsOnTheCommitOnly() throws IOException {
    write("Dockerfile", "FROM a");
    byte[] first = bytes(Map.of(), ".", "Dockerfile");
    write("Dockerfile", "FROM a");
    assertThat(bytes(Map.of(), ".", "Dockerfile")).isEqualTo(first);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private byte[] bytes(Map<String, String> links, String context, String dockerfile)
      throws IOException {
    var checkout = new Checkout(folder, COMMIT, links);
    var order = BuildOrder.newBuilder().setFolder(context).setDockerfile(dockerfile).build();
    var bytes = new ByteArrayOutputStream();
    new ContextTar(checkout, Sources.of(checkout, order), "FROM b").write(bytes);
    return bytes.toByteArray();
  }

  private Map<String, String> tar(Map<String, String> links, String context, String dockerfile)
      throws IOException {
    var entries = new TreeMap<String, String>();
    try (var tar =
        new TarArchiveInputStream(new ByteArrayInputStream(bytes(links, context, dockerfile)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        entries.put(
            entry.getName(), entry.isSymbolicLink() ? "-> " + entry.getLinkName() : content);
      }
    }
    return entries;
  }
}
