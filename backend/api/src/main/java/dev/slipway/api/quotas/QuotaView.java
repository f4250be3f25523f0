package dev.slipway.api.quotas;

/**
 * @param limits what holds
 * @param used now
 * @param own what operators have set for this organization
 */
public record QuotaView(Amounts limits, Amounts used, SetQuota own) {}
