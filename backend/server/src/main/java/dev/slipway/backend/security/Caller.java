package dev.slipway.backend.security;

import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import org.jspecify.annotations.Nullable;

/** Who is behind a request. {@code name} is what events and audit show. */
public sealed interface Caller {
  String name();

  /** Signed in at the console. */
  record Person(PersonId id, String name, boolean operator) implements Caller {}

  /**
   * An API token, inside its organization: a personal one acts with its owner's rights, the others
   * with their own.
   *
   * @param owner whoever made it, unless it is personal
   */
  record Token(
      PersonId owner, OrganizationId organization, TokenKind kind, String name, boolean operator)
      implements Caller {
    /** A personal one. */
    public Token(PersonId owner, OrganizationId organization, String name, boolean operator) {
      this(owner, organization, TokenKind.PERSONAL, name, operator);
    }

    /** Nobody's: acts as the organization or as an app. */
    public boolean machine() {
      return kind != TokenKind.PERSONAL;
    }
  }

  /** A program in a pod, with the token of that pod: reads its own app, nothing else. */
  record Pod(OrganizationId organization, AppId app, String name) implements Caller {}

  /** A node building something: may read that app's repository, nothing else. */
  record Build(String name, @Nullable String app) implements Caller {}

  /** A verified outside event, such as a webhook delivery. */
  record Outside(String name) implements Caller {}
}
