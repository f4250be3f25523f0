package dev.slipway.api.people;

/**
 * What a member is in an organization, from most to least. Each may what the ones after it may; the
 * page on roles has the table.
 */
public enum Role {
  /** Everything, also other owners and the organization's end. */
  OWNER,
  /** People up to admin, registries, tokens of the organization, its audit. */
  ADMIN,
  /** Projects, apps, configuration and secrets. */
  DEVELOPER,
  /** Deploys, rolls back, pushes; changes nothing of what is deployed. */
  DEPLOYER,
  /** Sees everything but secrets. */
  VIEWER;

  /** Whether this is the other one, or more. */
  public boolean atLeast(Role other) {
    return compareTo(other) <= 0;
  }
}
