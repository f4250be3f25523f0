package dev.slipway.backend.registries;

import dev.slipway.backend.kernel.HmacSha256;
import dev.slipway.backend.platform.PlatformProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * By what the registry is known when it tells of pushes. Made from the key that signs its tokens:
 * every replica has the same, and nobody has to keep it.
 */
@Component
class NotificationSecret {
  private static final String PURPOSE = "registry-notifications";

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");

  private final RegistryKeys keys;
  private final Path file;

  NotificationSecret(RegistryKeys keys, PlatformProperties platform) {
    this.keys = keys;
    this.file = platform.state().resolve("registry").resolve("notifications.secret");
  }

  /** For the registry's configuration. */
  @EventListener(ApplicationReadyEvent.class)
  void publish() {
    try {
      Files.createDirectories(file.getParent());
      Path aside = file.resolveSibling("notifications.secret.new");
      Files.deleteIfExists(aside);
      Files.createFile(aside, PosixFilePermissions.asFileAttribute(OURS));
      Files.writeString(aside, value());
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The registry's secret cannot be written to " + file, e);
    }
  }

  String value() {
    return HexFormat.of().formatHex(HmacSha256.of(keys.current().key().getEncoded(), PURPOSE));
  }

  boolean is(String said) {
    return MessageDigest.isEqual(
        ("Bearer " + value()).getBytes(StandardCharsets.UTF_8),
        said.getBytes(StandardCharsets.UTF_8));
  }
}
