package dev.slipway.api.quotas;

/**
 * @param limits what holds
 * @param used now
 * @param own what operators have set for this organization
 * @param compat whether its apps may have the isolation COMPAT
 */
public record QuotaView(Amounts limits, Amounts used, SetQuota own, boolean compat) {}
