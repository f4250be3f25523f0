package dev.slipway.api.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param password whether there is one
 * @param totpSince when codes of an authenticator app were turned on; null: they are not
 * @param recoveryCodesLeft of the ten
 * @param provedAt when the person last proved who they are with this sign-in
 * @param onlyOrganization name of the organization whose single sign-on made this sign-in, which
 *     enters nothing else and changes no factors; null for one that is the person's own
 */
public record FactorsView(
    boolean password,
    @Nullable Instant totpSince,
    int recoveryCodesLeft,
    List<PasskeyView> passkeys,
    @Nullable Instant provedAt,
    @Nullable String onlyOrganization) {}
