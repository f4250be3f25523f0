package dev.slipway.console.layout;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of their organizations the person looks at in this browser session. */
@Component
@VaadinSessionScope
public class Membership {
  private final MeApi people;
  private @Nullable UUID chosen;

  Membership(MeApi people) {
    this.people = people;
  }

  public MeView me() {
    return people.me();
  }

  /** The chosen organization, or the first. Views of people without any use {@link #current}. */
  public MembershipView organization() {
    return current().orElseThrow();
  }

  /** The chosen organization, or the first; empty for who belongs to none. */
  public Optional<MembershipView> current() {
    return of(me());
  }

  Optional<MembershipView> of(MeView me) {
    var memberships = me.organizations();
    return memberships.stream()
        .filter(membership -> membership.organization().equals(chosen))
        .findFirst()
        .or(() -> memberships.stream().findFirst());
  }

  /** Whether the role in the whole organization may do this, such as {@code projects:write}. */
  public boolean may(String permission) {
    return current().filter(membership -> membership.may(permission)).isPresent();
  }

  /** Every view follows from now on. Also for who opens a link into another organization. */
  public void choose(UUID organization) {
    chosen = organization;
  }
}
