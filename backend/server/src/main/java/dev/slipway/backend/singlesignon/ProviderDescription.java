package dev.slipway.backend.singlesignon;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself.
 *
 * @param postsSecret whether the client's secret goes into the form, because the provider does not
 *     take it in the header
 */
record ProviderDescription(
    String issuer,
    String authorize,
    String token,
    String keys,
    @Nullable String userInfo,
    boolean postsSecret) {}
