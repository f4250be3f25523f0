package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is calling and the organizations they belong to. */
public record MeView(
    UUID id,
    String name,
    @Nullable String email,
    boolean operator,
    List<MembershipView> organizations) {}
