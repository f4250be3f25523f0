package dev.slipway.api;

/** A view that carries a version: REST sends it as the ETag and honours If-Match on changes. */
public interface Versioned {
  long version();
}
