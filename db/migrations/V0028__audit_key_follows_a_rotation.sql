-- The key that signs the audit is encrypted by the platform's key: a rotation of that one encrypts it again. The
-- pair itself, and when it was made, stay what they are.
drop trigger audit_key_written_once on audit_key;
create trigger audit_key_written_once before update of only_row, public_key, created_at or delete or truncate
  on audit_key for each statement execute function audit_is_written_once();
grant update (encrypted) on audit_key to slipway_system;
