package dev.slipway.api.audit;

/** How the audit is exported. */
public enum AuditFormat {
  /** One JSON object a line, with hashes: can be verified without the server. */
  NDJSON,
  /** For spreadsheets; no value in it is taken for a formula. */
  CSV
}
