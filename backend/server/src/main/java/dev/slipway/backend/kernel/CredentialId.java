package dev.slipway.backend.kernel;

import java.util.UUID;

/** What opens a private repository. */
public record CredentialId(UUID value) {}
