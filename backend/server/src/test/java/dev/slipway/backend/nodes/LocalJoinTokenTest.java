package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@DatabaseTest
class LocalJoinTokenTest {
  @Autowired ApplicationContext application;
  @Autowired LocalJoinToken local;
  @Autowired JoinTokens tokens;
  @Autowired PlatformProperties platform;
  private Path file;

  @BeforeEach
  void removeNodes() throws IOException {
    new TestNodes(application).deleteAll();
    file = platform.state().resolve("agent-join-token");
    Files.deleteIfExists(file);
  }

  @Test
  void theFirstMachineFindsATokenOnlyItsAdministratorCanRead() throws IOException {
    assertThat(local.reconcile(1).changed()).isEqualTo(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String text = Files.readString(file);
    assertThat(local.reconcile(1).changed()).isZero();
    assertThat(Files.readString(file)).isEqualTo(text);
    tokens.use(text, new NodeId(UUID.randomUUID()));
  }

  @Test
  void aTokenThatIsUsedUpIsReplaced() throws IOException {
    local.reconcile(1);
    String text = Files.readString(file);
    tokens.use(text, new NodeId(UUID.randomUUID()));
    assertThat(local.reconcile(1).changed()).isEqualTo(1);
    assertThat(Files.readString(file)).isNotEqualTo(text);
  }

  @Test
  void whatIsNoTokenIsReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half a tok");
    assertThat(local.reconcile(1).changed()).isEqualTo(1);
    assertThat(JoinToken.parse(Files.readString(file))).isPresent();
  }
}
