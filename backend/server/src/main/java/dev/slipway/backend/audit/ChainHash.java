package dev.slipway.backend.audit;

import dev.slipway.backend.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hash of an entry, as the database's {@code audit_hash} makes it when it is written. */
final class ChainHash {
  /** Before the first entry. */
  static final String NONE = "0".repeat(64);

  private static final String VERSION = "slipway-audit-1";

  private ChainHash() {}

  static String of(Entry entry) {
    MessageDigest sha = Sha256.begun();
    for (Object field : fields(entry)) {
      add(sha, field == null ? null : field.toString());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static List<@Nullable Object> fields(Entry entry) {
    return Arrays.asList(
        VERSION,
        entry.before(),
        entry.seq(),
        entry.id(),
        entry.organization(),
        ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()),
        entry.actorKind(),
        entry.actor(),
        entry.person(),
        entry.token(),
        entry.signIn(),
        entry.action(),
        entry.outcome(),
        entry.target(),
        entry.targetType(),
        entry.targetId(),
        entry.targetName(),
        entry.project(),
        entry.app(),
        entry.changes(),
        entry.address(),
        entry.userAgent());
  }

  /** Length first, so that no two lists of fields read the same; -1 for what is not there. */
  private static void add(MessageDigest sha, @Nullable String field) {
    byte[] bytes = Objects.requireNonNullElse(field, "").getBytes(StandardCharsets.UTF_8);
    sha.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(field == null ? -1 : bytes.length).array());
    sha.update(bytes);
  }
}
