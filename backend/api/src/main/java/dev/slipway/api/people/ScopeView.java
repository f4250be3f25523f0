package dev.slipway.api.people;

/**
 * A right an API token can be limited to.
 *
 * @param scope such as {@code apps:write}
 * @param group what it is about, such as {@code apps}
 * @param meaning what it lets its bearer do
 */
public record ScopeView(String scope, String group, String meaning) {}
