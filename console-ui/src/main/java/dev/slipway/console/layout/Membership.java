package dev.slipway.console.layout;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
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

  /** The chosen organization, or the first. */
  public MembershipView organization() {
    var memberships = me().organizations();
    return memberships.stream()
        .filter(membership -> membership.organization().equals(chosen))
        .findFirst()
        .orElseGet(memberships::getFirst);
  }

  public void choose(UUID organization) {
    chosen = organization;
  }
}
