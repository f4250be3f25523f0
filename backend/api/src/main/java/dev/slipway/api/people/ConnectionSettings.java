package dev.slipway.api.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param name on the button people click, such as the company's
 * @param issuer the provider's address exactly as it calls itself
 * @param clientSecret write-only; null when updating: keep the one there is
 * @param groupClaim the claim that lists a person's groups, such as {@code groups} or {@code
 *     realm_access.roles}; null: roles are given here, by hand
 * @param groups which group has which role, never OWNER; the highest counts, at each sign-in
 * @param newMembersGet the role of whoever is in none of the groups; null: they are refused
 * @param enabled null: true
 */
public record ConnectionSettings(
    String name,
    String issuer,
    String clientId,
    @Nullable String clientSecret,
    @Nullable String groupClaim,
    @Nullable List<GroupRole> groups,
    @Nullable Role newMembersGet,
    @Nullable Boolean enabled) {
  @Override
  public String toString() {
    return "ConnectionSettings[" + name + "]";
  }
}
