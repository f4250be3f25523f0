package dev.slipway.backend.keys;

import java.util.List;

/**
 * A column of ciphertexts. A new one belongs here, or a rotation would make it unreadable; a test
 * compares this list with the schema. One that the schema does not have is passed over.
 *
 * @param context SQL for what the value is encrypted for, as the code that writes it says it
 * @param base64 it is a text column
 */
record SealedColumn(String table, String column, String context, boolean base64) {
  /** With organizations' keys. */
  static final List<SealedColumn> OF_ORGANIZATIONS =
      List.of(
          bytes(
              "config_variable",
              "ciphertext",
              """
              case when app_id is not null then 'app/' || app_id
                   when environment_id is not null then 'environment/' || environment_id
                   when project_id is not null then 'project/' || project_id
                   else 'organization/' || organization_id end || '/' || key
              """),
          bytes("webhook", "secret", "'webhook/' || id"),
          bytes("webhook", "previous_secret", "'webhook/' || id"),
          bytes("webhook_content", "body", "'webhook-delivery/' || delivery_id"),
          bytes("registry", "secret", "'registry/' || id"),
          bytes("repository_credential", "secret", "'repository-key/' || id"),
          bytes("repository_credential", "previous_secret", "'repository-key/' || id"),
          bytes("sso_connection", "client_secret", "'single-sign-on/' || id || '/client-secret'"),
          new SealedColumn(
              "idempotency_key", "body", "'idempotency/' || caller || '/' || key", true));

  /** With the platform's key. */
  static final List<SealedColumn> OF_PLATFORM =
      List.of(
          bytes(
              "platform_key",
              "encrypted_private_key",
              "case when name = 'registry-token' then 'platform_key/' else 'platform-key/' end || name"),
          bytes("totp", "encrypted", "'person/' || person_id || '/totp'"),
          bytes("audit_key", "encrypted", "'audit-key'"));

  private static SealedColumn bytes(String table, String column, String context) {
    return new SealedColumn(table, column, context, false);
  }

  /** Columns of bytes that are no ciphertexts, beside hashes. */
  static final List<String> OTHERS =
      List.of(
          "organization_keyset.encrypted",
          "audit_seal.signature",
          "audit_seal.public_key",
          "audit_key.public_key",
          "passkey.credential_id",
          "passkey.public_key",
          "passkey.attestation_object",
          "passkey_challenge.challenge");
}
