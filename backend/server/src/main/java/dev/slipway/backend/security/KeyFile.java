package dev.slipway.backend.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The platform's key: one file outside the database, so that a stolen database tells no secrets.
 */
final class KeyFile {
  private KeyFile() {}

  static Path in(Path state) {
    return state.resolve("keys").resolve("platform-key");
  }

  static Aead read(Path file) throws IOException, GeneralSecurityException {
    byte[] keyset = Base64.getDecoder().decode(Files.readString(file).strip());
    return TinkProtoKeysetFormat.parseKeyset(
            keyset, InsecureSecretKeyAccess.get(), AeadConfig2026.get())
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }

  /** Complete or not at all, and from the beginning readable by us alone. */
  static void create(Path file) throws IOException, GeneralSecurityException {
    byte[] keyset =
        TinkProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
            InsecureSecretKeyAccess.get(),
            AeadConfig2026.get());
    Files.createDirectories(
        file.resolveSibling("."),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path unfinished = file.resolveSibling("platform-key.new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, Base64.getEncoder().encodeToString(keyset) + "\n");
    Files.move(unfinished, file);
  }
}
