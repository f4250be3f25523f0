package dev.slipway.backend.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.forges.Secrets;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.security.Vault;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the secrets of webhooks, keeps them encrypted and opens those that count. */
@Component
class WebhookSecrets {
  private static final int BYTES = 32;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vault vault;

  WebhookSecrets(Vault vault) {
    this.vault = vault;
  }

  /** In the form of Standard Webhooks, which every forge takes as it is. */
  static String choose(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      var random = new byte[BYTES];
      RANDOM.nextBytes(random);
      return "whsec_" + Base64.getEncoder().encodeToString(random);
    }
    if (asked.length() < SHORTEST
        || asked.length() > LONGEST
        || !asked.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
      throw Problem.invalid(
          "A webhook's secret has %d to %d letters, digits and signs, without spaces. Leave it out to get one."
              .formatted(SHORTEST, LONGEST));
    }
    return asked;
  }

  byte[] seal(OrganizationId organization, WebhookId id, String secret) {
    return vault.encrypt(organization, context(id), secret.getBytes(UTF_8));
  }

  Secrets open(Webhook webhook, Instant now) {
    var keys = new ArrayList<byte[]>();
    keys.add(open(webhook, webhook.secret().current()));
    byte[] previous = webhook.secret().previous();
    Instant until = webhook.secret().until();
    if (previous != null && until != null && now.isBefore(until)) {
      keys.add(open(webhook, previous));
    }
    return Secrets.of(keys);
  }

  private byte[] open(Webhook webhook, byte[] sealed) {
    return vault.decrypt(webhook.organization(), context(webhook.id()), sealed);
  }

  private static String context(WebhookId id) {
    return "webhook/" + id.value();
  }
}
