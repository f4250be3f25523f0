package dev.slipway.api.people;

import java.util.UUID;

public record JoinedView(UUID organization, String slug, String name, Role role) {}
