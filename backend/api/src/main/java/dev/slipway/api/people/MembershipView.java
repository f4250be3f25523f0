package dev.slipway.api.people;

import java.util.UUID;

public record MembershipView(UUID organization, String slug, String name, Role role) {
  public enum Role {
    OWNER,
    MEMBER
  }
}
