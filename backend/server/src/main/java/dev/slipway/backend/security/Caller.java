package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import org.jspecify.annotations.Nullable;

/** Who is behind a request. {@code name} is what events and audit show. */
public sealed interface Caller {
  String name();

  /** Signed in at the console. */
  record Person(PersonId id, String name, boolean operator) implements Caller {}

  /** An API token: acts with its owner's rights, inside its organization. */
  record Token(PersonId owner, OrganizationId organization, String name, boolean operator)
      implements Caller {}

  /** A node building something: may read that app's repository, nothing else. */
  record Build(String name, @Nullable String app) implements Caller {}

  /** A verified outside event, such as a webhook delivery. */
  record Outside(String name) implements Caller {}
}
