package dev.slipway.agent.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Keeps the node's key and certificate in one file, so that they always fit each other. */
public final class IdentityStore {
  private static final String NODE = "Node: ";
  private final Path file;

  public IdentityStore(Path state) {
    this.file = state.resolve("identity.pem");
  }

  public Optional<Identity> load() {
    try {
      String text = Files.readString(file);
      String node = text.lines().findFirst().orElse("");
      if (!node.startsWith(NODE)) {
        throw new GeneralSecurityException("The first line does not name the node.");
      }
      return Optional.of(
          new Identity(node.substring(NODE.length()), Pem.key(text), Pem.certificates(text)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s cannot be read (%s). Move it away and let the node join again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  void save(Identity identity) {
    try {
      String text =
          NODE + identity.nodeId() + "\n" + Pem.write(identity.key()) + Pem.write(identity.chain());
      PrivateFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
