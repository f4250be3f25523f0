package dev.slipway.backend.quotas;

import dev.slipway.api.Page;
import dev.slipway.api.quotas.OrganizationUsageView;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.SetQuota;
import dev.slipway.api.quotas.UsagePoint;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.OrganizationScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Quotas as people see and set them, and the history of what was used. */
@Service
class QuotaService {
  private static final Duration USUAL = Duration.ofDays(1);

  private final QuotaRepository quotas;
  private final UsageRepository usage;
  private final EventLog events;
  private final InstantSource clock;

  QuotaService(
      QuotaRepository quotas, UsageRepository usage, EventLog events, InstantSource clock) {
    this.quotas = quotas;
    this.usage = usage;
    this.events = events;
    this.clock = clock;
  }

  /** The caller belongs to it, or operates the platform. */
  @Transactional(readOnly = true)
  public QuotaView view(OrganizationId organization) {
    return quotas
        .ofAnyOrganization(organization)
        .map(row ->
            new QuotaView(
                quotas.limits(row.own()), row.used(), row.own(), quotas.compat(row.own())))
        .orElseThrow(() -> Problem.notFound("organization"));
  }

  /** The caller operates the platform. */
  @Transactional(readOnly = true)
  public Page<OrganizationUsageView> organizations(
      @Nullable String text, @Nullable String after, int limit) {
    int size = Cursor.pageSize(limit);
    List<OrganizationUsageView> found = quotas.organizations(text, after, size + 1);
    List<OrganizationUsageView> page = found.subList(0, Math.min(size, found.size()));
    return new Page<>(List.copyOf(page), found.size() > size ? page.getLast().slug() : null);
  }

  /** The caller operates the platform. */
  @Transactional
  public QuotaView set(Caller operator, OrganizationId organization, SetQuota quota) {
    boolean negative =
        Stream.of(
                quota.apps(),
                quota.pods(),
                quota.cpuMillis(),
                quota.memoryBytes(),
                quota.storageBytes(),
                quota.builds(),
                quota.domains(),
                quota.tokens())
            .filter(Objects::nonNull)
            .anyMatch(limit -> limit.longValue() < 0);
    if (negative) {
      throw Problem.invalid("A limit is a number from 0. Leave it out for the platform's default.");
    }
    if (!quotas.set(organization, quota, clock.instant())) {
      throw Problem.notFound("organization");
    }
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            "QuotaChanged",
            "%s, who operates the platform, changed what this organization may have."
                .formatted(operator.name()),
            organization,
            null,
            null,
            null,
            null,
            null));
    return view(organization);
  }

  @Transactional(readOnly = true)
  public List<UsagePoint> usage(
      OrganizationScope scope, @Nullable Instant from, @Nullable Instant to) {
    Instant end = to == null ? clock.instant() : to;
    Instant beginning = from == null ? end.minus(USUAL) : from;
    if (beginning.isAfter(end)) {
      throw Problem.invalid("from is after to.");
    }
    return usage.between(scope, beginning, end);
  }
}
