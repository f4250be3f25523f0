package dev.slipway.backend.security;

/**
 * The role of a caller in SQL. A person's is their membership's; a machine's is its token's, and
 * never above the one that whoever made it has now. Rights that somebody lost do not live on in a
 * token they made.
 */
public final class CappedRole {
  private static final String RANKS =
      "cast(array['OWNER', 'ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER'] as text[])";

  /**
   * Of {@code membership m} or {@code api_token t}, whichever there is; null without a membership.
   */
  public static final String SQL =
      """
      case when t.role is null then m.role
           when m.role is not null
           then ({ranks})[greatest(array_position({ranks}, t.role), array_position({ranks}, m.role))] end
      """
          .replace("{ranks}", RANKS);

  private CappedRole() {}
}
