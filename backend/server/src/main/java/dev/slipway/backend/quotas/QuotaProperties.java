package dev.slipway.backend.quotas;

import dev.slipway.api.quotas.Amounts;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What every organization may have unless operators say otherwise; units as in {@link Amounts}. */
@ConfigurationProperties("slipway.quotas")
record QuotaProperties(
    @DefaultValue("200") int apps,
    @DefaultValue("1000") int pods,
    @DefaultValue("1000000") long cpuMillis,
    @DefaultValue("549755813888") long memoryBytes,
    @DefaultValue("214748364800") long storageBytes,
    @DefaultValue("4") int builds,
    @DefaultValue("200") int domains,
    @DefaultValue("500") int tokens,
    @DefaultValue("false") boolean compat) {

  Amounts defaults() {
    return new Amounts(apps, pods, cpuMillis, memoryBytes, storageBytes, builds, domains, tokens);
  }
}
