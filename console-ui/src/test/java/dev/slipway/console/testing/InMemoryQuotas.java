package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.quotas.Amounts;
import dev.slipway.api.quotas.OrganizationUsageView;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.api.quotas.SetQuota;
import dev.slipway.api.quotas.UsagePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An organization that grows. */
public class InMemoryQuotas implements QuotasApi {
  public final List<SetQuota> asked = new ArrayList<>();

  @Override
  public QuotaView quota(UUID organization) {
    return new QuotaView(
        new Amounts(20, 40, 40_000, 64L << 30, 100L << 30, 4, 20, 100),
        used(36),
        new SetQuota(20, null, null, null, null, null, null, null),
        false);
  }

  @Override
  public QuotaView set(UUID organization, SetQuota request) {
    asked.add(request);
    return quota(organization);
  }

  @Override
  public List<UsagePoint> usage(UUID organization, @Nullable Instant from, @Nullable Instant to) {
    Instant end = Instant.now();
    return IntStream.range(0, 37)
        .mapToObj(step ->
            new UsagePoint(end.minus(Duration.ofMinutes(40L * (36 - step))), false, used(step)))
        .toList();
  }

  @Override
  public Page<OrganizationUsageView> organizations(
      @Nullable String text, @Nullable String after, int limit) {
    var acme =
        new OrganizationUsageView(
            Samples.ORGANIZATION, "acme", "Acme", 3, Samples.NOW, quota(Samples.ORGANIZATION));
    var harbour =
        new OrganizationUsageView(
            Samples.id(31), "harbour", "Harbour", 1, Samples.NOW, quota(Samples.id(31)));
    return new Page<>(
        Stream.of(acme, harbour).filter(one -> text == null || one.slug().contains(text)).toList(),
        null);
  }

  private static Amounts used(int step) {
    int pods = 8 + step + (step % 5);
    return new Amounts(
        5 + step / 6, pods, pods * 500L, pods * (512L << 20), (long) step << 30, step % 3, 2, 7);
  }
}
