package dev.slipway.console.testing;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.RotateSecret;
import dev.slipway.api.sources.UpdateWebhook;
import dev.slipway.api.sources.WebhookFilters;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.api.sources.WebhooksApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** No webhooks but what a test makes. */
public class InMemoryWebhooks implements WebhooksApi {
  private static final PreviewSettings NO_PREVIEWS = new PreviewSettings(false, 7);
  private static final WebhookFilters NO_FILTERS =
      new WebhookFilters(List.of(), List.of(), List.of());
  private final List<WebhookView> all = new ArrayList<>();

  @Override
  public List<WebhookView> list(UUID app) {
    return List.copyOf(all);
  }

  @Override
  public NewWebhookView create(UUID app, @Nullable CreateWebhook request) {
    Provider provider =
        request == null || request.provider() == null ? Provider.GITHUB : request.provider();
    var hook =
        new WebhookView(
            UUID.randomUUID(),
            provider,
            "http://localhost:8080/hooks/%s/abc"
                .formatted(provider.name().toLowerCase(Locale.ROOT)),
            request == null || request.filters() == null ? NO_FILTERS : request.filters(),
            request == null || request.previews() == null ? NO_PREVIEWS : request.previews(),
            null,
            null,
            Samples.NOW);
    all.add(hook);
    return new NewWebhookView(hook, "whsec_example");
  }

  @Override
  public WebhookView update(UUID app, UUID webhook, UpdateWebhook request) {
    WebhookView before = find(webhook);
    return replace(
        before,
        Objects.requireNonNullElse(request.filters(), before.filters()),
        Objects.requireNonNullElse(request.previews(), before.previews()),
        before.previousSecretUntil());
  }

  @Override
  public NewWebhookView rotate(UUID app, UUID webhook, @Nullable RotateSecret request) {
    WebhookView before = find(webhook);
    return new NewWebhookView(
        replace(
            before, before.filters(), before.previews(), Samples.NOW.plus(Duration.ofHours(24))),
        "whsec_rotated");
  }

  @Override
  public void delete(UUID app, UUID webhook) {
    all.removeIf(one -> one.id().equals(webhook));
  }

  private WebhookView find(UUID webhook) {
    return all.stream().filter(one -> one.id().equals(webhook)).findAny().orElseThrow();
  }

  private WebhookView replace(
      WebhookView before,
      WebhookFilters filters,
      PreviewSettings previews,
      @Nullable Instant previousUntil) {
    var after =
        new WebhookView(
            before.id(),
            before.provider(),
            before.url(),
            filters,
            previews,
            before.repository(),
            previousUntil,
            before.createdAt());
    all.set(all.indexOf(before), after);
    return after;
  }
}
