package dev.slipway.api.sources;

/** Who posts to a webhook; it decides how deliveries are signed and read. */
public enum Provider {
  GITHUB,
  GITLAB,
  /** And Forgejo. */
  GITEA,
  BITBUCKET,
  /** A script of yours, such as a CI job. */
  DEPLOY
}
