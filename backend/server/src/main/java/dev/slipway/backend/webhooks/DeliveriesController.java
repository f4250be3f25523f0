package dev.slipway.backend.webhooks;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;

import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.DeliveryDetail;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.webhooks.InboxRepository.Question;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeliveriesController implements DeliveriesApi {
  private final Authorizer authorizer;
  private final InboxService inbox;

  DeliveriesController(Authorizer authorizer, InboxService inbox) {
    this.authorizer = authorizer;
    this.inbox = inbox;
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
    return inbox.of(
        authorizer.app(new AppId(app), WEBHOOKS_READ),
        new Question(verdict, text, from, to, Cursor.read(after), limit));
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
    return inbox.of(
        authorizer.organization(new OrganizationId(organization), WEBHOOKS_READ),
        new Question(verdict, text, from, to, Cursor.read(after), limit));
  }

  @Override
  public DeliveryDetail delivery(UUID app, UUID delivery) {
    return inbox.detail(authorizer.app(new AppId(app), WEBHOOKS_READ), delivery);
  }

  @Override
  public DeliveryView approve(UUID app, UUID delivery) {
    return inbox.approve(authorizer.app(new AppId(app), DEPLOYMENTS_WRITE), delivery);
  }

  @Override
  public DeliveryView replay(UUID app, UUID delivery) {
    return inbox.replay(authorizer.app(new AppId(app), DEPLOYMENTS_WRITE), delivery);
  }
}
