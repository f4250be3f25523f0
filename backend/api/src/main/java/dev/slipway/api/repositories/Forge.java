package dev.slipway.api.repositories;

/** Whose words a forge's interface understands. */
public enum Forge {
  GITHUB,
  GITLAB,
  /** Forgejo as well. */
  GITEA,
  BITBUCKET
}
