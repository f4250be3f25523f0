package dev.slipway.api.people;

/** On whose behalf an API token acts; the beginning of the token says which. */
public enum TokenKind {
  /** As its owner, with the rights the owner has at that moment: {@code slpp_}. */
  PERSONAL,
  /** As a machine of the organization with a role of its own, such as CI: {@code slpt_}. */
  ORGANIZATION,
  /** As one app: reads what belongs to it and pulls its image, nothing else: {@code slpi_}. */
  WORKLOAD
}
