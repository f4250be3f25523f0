package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param name what it is for
 * @param kind null means personal
 * @param role of a token of the organization, up to admin and never above who makes it; null means
 *     deployer. Other kinds have none.
 * @param scopes such as {@code apps:read}; null: everything its role may, or what the token that
 *     makes it has
 * @param project the one it is for; null: every project
 * @param app whose token it is; for workload tokens only
 * @param days life of the token, 1 to 366; null means 90
 */
public record CreateToken(
    String name,
    @Nullable TokenKind kind,
    @Nullable Role role,
    @Nullable List<String> scopes,
    @Nullable UUID project,
    @Nullable UUID app,
    @Nullable Integer days) {

  /** One that may what its maker may. */
  public static CreateToken personal(String name, @Nullable Integer days) {
    return new CreateToken(name, null, null, null, null, null, days);
  }
}
