package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What never arrived and was found by looking at the branch, told in the inbox of its app. */
@Service
public class PolledDeliveries {
  private final DeliveryRepository deliveries;
  private final WebhookRepository webhooks;
  private final InstantSource clock;

  PolledDeliveries(DeliveryRepository deliveries, WebhookRepository webhooks, InstantSource clock) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /** Nothing where no webhook should have told of it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void found(AppScope scope, String branch, CommitSha commit, Started started) {
    webhooks.of(scope).stream()
        .filter(webhook -> webhook.provider() != Provider.DEPLOY)
        .filter(webhook -> webhook.filters().branch(branch, branch))
        .findFirst()
        .ifPresent(webhook -> insert(webhook, branch, commit, started));
  }

  private void insert(Webhook webhook, String branch, CommitSha commit, Started started) {
    Instant now = clock.instant();
    UUID id = Uuids.next(now);
    String reason =
        "No delivery told of this commit; it was found by looking at the branch. Deployment #%d."
            .formatted(started.number());
    Delivery told =
        Delivery.of(id, id.toString(), "poll", Verdict.POLLED, reason)
            .about(PushRules.BRANCHES + branch, commit.value(), null, null)
            .with(Verdict.POLLED, reason, started.deployment().value());
    deliveries.insert(webhook, told, now).ifPresent(row -> deliveries.conclude(row, told));
  }
}
