package dev.slipway.backend.security;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;

/** The platform's key as a file only we may read: a Tink key set in Base64. */
final class KeyFile {
  private KeyFile() {}

  static Path in(Path state) {
    return state.resolve("keys").resolve("platform-key");
  }

  static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    byte[] keyset = Base64.getDecoder().decode(Files.readString(file).strip());
    return TinkProtoKeysetFormat.parseKeyset(
        keyset, InsecureSecretKeyAccess.get(), AeadConfig2026.get());
  }

  static void create(Path file) throws IOException, GeneralSecurityException {
    Files.createDirectories(
        file.resolveSibling("."),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    write(file, KeySets.generate());
  }

  /** Complete or not at all, also over a power cut, and from the beginning readable by us alone. */
  static void write(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
    byte[] bytes =
        TinkProtoKeysetFormat.serializeKeyset(
            keyset, InsecureSecretKeyAccess.get(), AeadConfig2026.get());
    Path unfinished = file.resolveSibling("platform-key.new");
    Files.deleteIfExists(unfinished);
    try (var channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var text =
          ByteBuffer.wrap(
              (Base64.getEncoder().encodeToString(bytes) + "\n")
                  .getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        int _ = channel.write(text);
      }
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(file.resolveSibling("."))) {
      folder.force(true);
    }
  }
}
