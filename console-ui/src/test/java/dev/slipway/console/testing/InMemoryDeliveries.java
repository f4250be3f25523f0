package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.DeliveryDetail;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One push that deployed, and one whose signature was wrong. */
public class InMemoryDeliveries implements DeliveriesApi {
  private final List<DeliveryView> all = new ArrayList<>();

  public InMemoryDeliveries() {
    all.add(
        delivery(900, Verdict.BAD_SIGNATURE, "The signature did not match the webhook's secret."));
    all.add(delivery(901, Verdict.DEPLOYED, "Deployment #3."));
  }

  @Override
  public Page<DeliveryView> ofApp(
      UUID app,
      @Nullable Verdict verdict,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String after,
      int limit) {
    return new Page<>(
        all.stream()
            .filter(one -> verdict == null || one.verdict() == verdict)
            .filter(one -> text == null || one.reason().contains(text))
            .toList(),
        null);
  }

  @Override
  public Page<DeliveryView> ofOrganization(
      UUID organization,
      @Nullable Verdict verdict,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String after,
      int limit) {
    return ofApp(Samples.APP, verdict, text, from, to, after, limit);
  }

  @Override
  public DeliveryDetail delivery(UUID app, UUID delivery) {
    DeliveryView found =
        all.stream().filter(one -> one.id().equals(delivery)).findAny().orElseThrow();
    return new DeliveryDetail(
        found,
        Map.of("X-GitHub-Event", "push"),
        found.verdict() == Verdict.BAD_SIGNATURE ? null : "{\"ref\":\"refs/heads/main\"}");
  }

  @Override
  public DeliveryView approve(UUID app, UUID delivery) {
    return replay(app, delivery);
  }

  @Override
  public DeliveryView replay(UUID app, UUID delivery) {
    DeliveryView again = delivery(902, Verdict.DEPLOYED, "Deployment #4.");
    all.addFirst(again);
    return again;
  }

  public void skipped() {
    all.addFirst(delivery(903, Verdict.SKIPPED, "Nothing in the paths changed."));
  }

  public void forget() {
    all.removeIf(one -> one.verdict() == Verdict.SKIPPED);
  }

  private static DeliveryView delivery(int id, Verdict verdict, String reason) {
    return new DeliveryView(
        Samples.id(id),
        Samples.APP,
        "web",
        Samples.id(950),
        Provider.GITHUB,
        "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "push",
        verdict,
        reason,
        "refs/heads/main",
        Samples.COMMIT,
        verdict == Verdict.DEPLOYED ? Samples.DEPLOYMENT : null,
        verdict == Verdict.DEPLOYED ? Samples.APP : null,
        null,
        Samples.NOW);
  }
}
