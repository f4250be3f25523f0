package dev.slipway.backend.nodes;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.reconcile.Reconciler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the first machine join without anybody's doing: while there is no node, a token lies in a
 * file that only this machine's administrator can read.
 */
@Component
class LocalJoinToken implements Reconciler {
  private static final Duration LIFE = Duration.ofHours(24);

  private final NodeRepository nodes;
  private final JoinTokens tokens;
  private final Path file;

  LocalJoinToken(NodeRepository nodes, JoinTokens tokens, PlatformProperties platform) {
    this.nodes = nodes;
    this.tokens = tokens;
    this.file = platform.state().resolve("agent-join-token");
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("node");
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    try {
      if (nodes.any()) {
        return new Progress(1, Files.deleteIfExists(file) ? 1 : 0);
      }
      if (written().filter(tokens::isOpen).isPresent()) {
        return new Progress(1, 0);
      }
      write(tokens.issue(LIFE).token());
      return new Progress(1, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<JoinToken> written() throws IOException {
    try {
      return JoinToken.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  // Whoever waits for the file finds it whole.
  private void write(JoinToken token) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, token.text() + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
