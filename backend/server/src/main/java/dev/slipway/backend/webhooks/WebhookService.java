package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.UpdateWebhook;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.backend.forges.Secrets;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.webhooks.Webhook.Sealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks of apps: made, changed, listed, looked up by their address, deleted. */
@Service
class WebhookService {
  /** How long the secret before a rotation counts. */
  static final Duration OVERLAP = Duration.ofHours(24);

  private static final int MOST = 10;
  private static final int MOST_DAYS = 90;
  private static final PreviewSettings NO_PREVIEWS = new PreviewSettings(false, 7);
  private static final int ADDRESS_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WebhookRepository webhooks;
  private final WebhookSecrets secrets;
  private final PlatformProperties platform;
  private final InstantSource clock;

  WebhookService(
      WebhookRepository webhooks,
      WebhookSecrets secrets,
      PlatformProperties platform,
      InstantSource clock) {
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.platform = platform;
    this.clock = clock;
  }

  @Transactional
  public NewWebhookView create(AppScope scope, @Nullable CreateWebhook asked) {
    if (webhooks.of(scope).size() >= MOST) {
      throw Problem.conflict(
          "too-many", "An app has at most %d webhooks. Delete one first.".formatted(MOST));
    }
    CreateWebhook request =
        Objects.requireNonNullElse(asked, new CreateWebhook(null, null, null, null));
    Instant now = clock.instant();
    var id = new WebhookId(Uuids.next(now));
    String secret = WebhookSecrets.choose(request.secret());
    var webhook =
        new Webhook(
            id,
            scope.organization(),
            scope.app(),
            Objects.requireNonNullElse(request.provider(), Provider.GITHUB),
            address(),
            new Sealed(secrets.seal(scope.organization(), id, secret), null, null),
            Filters.of(request.filters(), Filters.NONE),
            previews(request.previews(), NO_PREVIEWS),
            null,
            now);
    webhooks.insert(scope, webhook);
    return new NewWebhookView(view(webhook), secret);
  }

  @Transactional(readOnly = true)
  public List<WebhookView> list(AppScope scope) {
    return webhooks.of(scope).stream().map(this::view).toList();
  }

  @Transactional
  public WebhookView update(AppScope scope, WebhookId id, UpdateWebhook request) {
    Webhook before = find(scope, id);
    var after =
        new Webhook(
            id,
            before.organization(),
            before.app(),
            before.provider(),
            before.hook(),
            before.secret(),
            Filters.of(request.filters(), before.filters()),
            previews(request.previews(), before.previews()),
            before.repository(),
            before.createdAt());
    webhooks.update(scope, after);
    return view(after);
  }

  /** The secret before counts for a while, so that the forge's can be exchanged in peace. */
  @Transactional
  public NewWebhookView rotate(AppScope scope, WebhookId id, @Nullable String asked) {
    String secret = WebhookSecrets.choose(asked);
    byte[] sealed = secrets.seal(scope.organization(), id, secret);
    if (!webhooks.rotate(scope, id, sealed, clock.instant().plus(OVERLAP))) {
      throw Problem.notFound("webhook");
    }
    return new NewWebhookView(view(find(scope, id)), secret);
  }

  @Transactional
  public void delete(AppScope scope, WebhookId id) {
    if (!webhooks.delete(scope, id)) {
      throw Problem.notFound("webhook");
    }
  }

  /**
   * By the unguessable part of its address, with the secrets that count now.
   *
   * @param path the forge's part of the address
   */
  @Transactional
  public Addressed at(String path, String hook) {
    Optional<Webhook> found = webhooks.at(hook).filter(each -> path(each.provider()).equals(path));
    return new Addressed(
        found.orElse(null),
        found.map(each -> secrets.open(each, clock.instant())).orElse(Secrets.nobody()));
  }

  /**
   * @param webhook null: nobody has this address
   */
  record Addressed(@Nullable Webhook webhook, Secrets secrets) {}

  static String path(Provider provider) {
    return provider.name().toLowerCase(Locale.ROOT);
  }

  private Webhook find(AppScope scope, WebhookId id) {
    return webhooks.of(scope).stream()
        .filter(each -> each.id().equals(id))
        .findAny()
        .orElseThrow(() -> Problem.notFound("webhook"));
  }

  private WebhookView view(Webhook webhook) {
    Instant until = webhook.secret().until();
    return new WebhookView(
        webhook.id().value(),
        webhook.provider(),
        "%s/hooks/%s/%s"
            .formatted(platform.externalUrl(), path(webhook.provider()), webhook.hook()),
        webhook.filters().view(),
        webhook.previews(),
        webhook.repository() == null ? null : webhook.repository().name(),
        until != null && clock.instant().isBefore(until) ? until : null,
        webhook.createdAt());
  }

  private static PreviewSettings previews(@Nullable PreviewSettings asked, PreviewSettings before) {
    if (asked == null) {
      return before;
    }
    if (asked.days() < 1 || asked.days() > MOST_DAYS) {
      throw Problem.invalid("Previews stay for 1 to %d days.".formatted(MOST_DAYS));
    }
    return asked;
  }

  private static String address() {
    var random = new byte[ADDRESS_BYTES];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
