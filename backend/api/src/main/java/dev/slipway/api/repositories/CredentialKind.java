package dev.slipway.api.repositories;

/** How a private repository is opened. */
public enum CredentialKind {
  /** User and token over https. */
  TOKEN,
  /** A key made here, whose public half is added at the forge; over ssh. */
  DEPLOY_KEY
}
