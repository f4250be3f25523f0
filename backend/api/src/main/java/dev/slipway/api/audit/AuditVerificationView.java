package dev.slipway.api.audit;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chain is as it was written.
 *
 * @param organization null for the platform's
 * @param brokenAt number of the first entry that is not as it was written, or is missing
 * @param message what was found, for people
 * @param head hexadecimal hash of the last entry
 * @param seal the last signed head; compare it with what was kept outside
 */
public record AuditVerificationView(
    @Nullable UUID organization,
    boolean intact,
    long entries,
    @Nullable Long brokenAt,
    String message,
    String head,
    @Nullable Seal seal) {

  /**
   * The head of the chain on one day.
   *
   * @param signature Base64, Ed25519 over {@code slipway-audit-seal-1 <chain> <day> <seq> <hash>}
   * @param publicKey Base64, X.509
   */
  public record Seal(LocalDate day, long seq, String hash, String signature, String publicKey) {}
}
