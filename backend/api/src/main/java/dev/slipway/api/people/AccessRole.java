package dev.slipway.api.people;

/** A role in one project or environment. {@code NONE} hides a whole project. */
public enum AccessRole {
  ADMIN,
  DEVELOPER,
  DEPLOYER,
  VIEWER,
  NONE
}
