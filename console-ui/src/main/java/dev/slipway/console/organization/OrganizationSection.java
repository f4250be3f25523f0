package dev.slipway.console.organization;

import com.vaadin.flow.component.Component;
import dev.slipway.api.people.MembershipView;

/**
 * One part of the organization's page. Each is a bean of prototype scope, made anew whenever the
 * page is opened; {@code @Order} says where on the page it stands.
 */
public interface OrganizationSection {
  /** For members without the right there may be nothing to see. */
  default boolean visible(MembershipView here) {
    return true;
  }

  /** A card, most likely. */
  Component content(MembershipView here);
}
