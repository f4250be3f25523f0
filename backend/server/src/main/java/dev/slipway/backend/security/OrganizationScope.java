package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;

/** Proof that the caller may act inside this organization. Only {@link Authorizer} makes one. */
public final class OrganizationScope {
  private final OrganizationId organization;
  private final Caller caller;
  private final boolean owner;

  OrganizationScope(OrganizationId organization, Caller caller, boolean owner) {
    this.organization = organization;
    this.caller = caller;
    this.owner = owner;
  }

  public OrganizationId organization() {
    return organization;
  }

  public Caller caller() {
    return caller;
  }

  public boolean owner() {
    return owner;
  }
}
