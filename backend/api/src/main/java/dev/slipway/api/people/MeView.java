package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling and the organizations they belong to.
 *
 * @param mayCreateOrganizations whether they may make another one
 */
public record MeView(
    UUID id,
    String name,
    @Nullable String email,
    boolean operator,
    boolean mayCreateOrganizations,
    List<MembershipView> organizations) {}
