package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proof that the caller may act inside this organization. Only {@link Authorizer} makes one. */
public final class OrganizationScope {
  private final OrganizationId organization;
  private final Caller caller;
  private final Rights rights;
  private final ProjectFilter visible;

  OrganizationScope(
      OrganizationId organization, Caller caller, Rights rights, ProjectFilter visible) {
    this.organization = organization;
    this.caller = caller;
    this.rights = rights;
    this.visible = visible;
  }

  public OrganizationId organization() {
    return organization;
  }

  public Caller caller() {
    return caller;
  }

  /** Null for machines of the platform, which have no role. */
  public @Nullable Role role() {
    return rights.role();
  }

  /** Of the API token that calls; null when it leaves nothing out of what its role may. */
  public @Nullable Set<String> scopes() {
    return rights.scopes();
  }

  /** Which projects the caller's lists show; for scopes of a whole organization. */
  public ProjectFilter visible() {
    return visible;
  }

  /** Whether the caller may do more here than what it was let in for. */
  public boolean may(Permission permission) {
    return rights.may(permission);
  }

  /**
   * @throws dev.slipway.backend.kernel.Problem forbidden, with what is missing
   */
  public void require(Permission permission) {
    rights.require(permission);
  }

  /**
   * For what everybody may do for themselves, whatever their role: not with an API token that
   * leaves it out.
   *
   * @throws dev.slipway.backend.kernel.Problem forbidden, with what is missing
   */
  public void requireOfToken(Permission permission) {
    rights.requireOfToken(permission);
  }
}
