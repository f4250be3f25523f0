package dev.slipway.api.quotas;

import dev.slipway.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

@HttpExchange("/api/v1")
public interface QuotasApi {
  /** For members, and for operators of the platform. */
  @GetExchange("/organizations/{organization}/quota")
  QuotaView quota(@PathVariable UUID organization);

  /** For operators only. A limit below what is used stops what is new, never what is there. */
  @PutExchange("/organizations/{organization}/quota")
  QuotaView set(@PathVariable UUID organization, @RequestBody SetQuota request);

  /**
   * Every organization with what it may have and has, by its name in addresses. For operators only.
   *
   * @param text part of the name; null for all
   */
  @GetExchange("/operators/organizations")
  Page<OrganizationUsageView> organizations(
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  /**
   * The history, oldest first: every five minutes for two days, every hour for ninety.
   *
   * @param from null means a day ago
   * @param to null means now
   */
  @GetExchange("/organizations/{organization}/usage")
  List<UsagePoint> usage(
      @PathVariable UUID organization,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to);
}
