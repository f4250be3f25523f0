package dev.slipway.backend.sources;

import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks of apps: made, listed, looked up by their address, deleted. */
@Service
class WebhookService {
  static final String PROVIDER = "GITHUB";
  private static final int MOST = 10;
  private static final int MOST_LISTED = 100;
  private static final int ADDRESS_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WebhookRepository webhooks;
  private final Vault vault;
  private final PlatformProperties platform;
  private final InstantSource clock;

  WebhookService(
      WebhookRepository webhooks, Vault vault, PlatformProperties platform, InstantSource clock) {
    this.webhooks = webhooks;
    this.vault = vault;
    this.platform = platform;
    this.clock = clock;
  }

  @Transactional
  public NewWebhookView create(AppScope scope) {
    if (webhooks.of(scope).size() >= MOST) {
      throw Problem.conflict(
          "too-many", "An app has at most %d webhooks. Delete one first.".formatted(MOST));
    }
    Instant now = clock.instant();
    var id = new WebhookId(Uuids.next(now));
    String hook = HexFormat.of().formatHex(random(ADDRESS_BYTES));
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    byte[] encrypted =
        vault.encrypt(scope.organization(), context(id), secret.getBytes(StandardCharsets.UTF_8));
    webhooks.insert(scope, id, hook, encrypted, now);
    return new NewWebhookView(view(id, hook, now), secret);
  }

  @Transactional(readOnly = true)
  public List<WebhookView> list(AppScope scope) {
    return webhooks.of(scope).stream()
        .map(row -> view(row.id(), row.hook(), row.createdAt()))
        .toList();
  }

  @Transactional
  public void delete(AppScope scope, WebhookId id) {
    if (!webhooks.delete(scope, id)) {
      throw Problem.notFound("webhook");
    }
  }

  @Transactional(readOnly = true)
  public Page<DeliveryView> deliveries(AppScope scope, @Nullable String after, int limit) {
    int size = Math.clamp(limit, 1, MOST_LISTED);
    List<DeliveryView> found = webhooks.deliveries(scope, cursor(after), size + 1);
    List<DeliveryView> page = found.subList(0, Math.min(size, found.size()));
    return new Page<>(page, found.size() > size ? page.getLast().id().toString() : null);
  }

  /** By the unguessable part of its address. */
  @Transactional(readOnly = true)
  public Optional<Webhook> at(String hook) {
    return webhooks.at(hook);
  }

  byte[] secret(Webhook webhook) {
    return vault.decrypt(webhook.organization(), context(webhook.id()), webhook.secret());
  }

  private WebhookView view(WebhookId id, String hook, Instant createdAt) {
    return new WebhookView(
        id.value(), PROVIDER, platform.externalUrl() + "/hooks/github/" + hook, createdAt);
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    try {
      return after == null ? null : UUID.fromString(after);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("The cursor is not one this list has given out.");
    }
  }

  private static String context(WebhookId id) {
    return "webhook/" + id.value();
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
