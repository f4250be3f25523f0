package dev.slipway.console.profile;

import com.vaadin.flow.component.Component;

/**
 * One part of the profile page. Each is a bean of prototype scope, made anew whenever the page is
 * opened; {@code @Order} says where on the page it stands.
 */
public interface ProfileSection {
  /** A card, most likely. */
  Component content();
}
