package dev.slipway.backend.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.web.IdempotencyRepository.Earlier;
import dev.slipway.backend.web.IdempotencyRepository.Use;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers to requests that may be sent twice, kept for a day. They are encrypted: one of them may
 * be a new token.
 */
@Service
class Idempotency {
  private final IdempotencyRepository keys;
  private final Vault vault;
  private final InstantSource clock;

  Idempotency(IdempotencyRepository keys, Vault vault, InstantSource clock) {
    this.keys = keys;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * @param hash of the whole request, hexadecimal
   * @return the answer given before; empty for the first request with this key
   * @throws Problem when the key belongs to another request, or to one without an answer yet
   */
  @Transactional
  public Optional<Answer> begin(Use use, String hash) {
    if (keys.begin(use, hash, clock.instant())) {
      return Optional.empty();
    }
    Earlier earlier = keys.find(use).orElseThrow(Idempotency::underWay);
    if (!earlier.hash().equals(hash)) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "idempotency-key-reused",
          "This Idempotency-Key was used for another request. Use a new key for a new request.");
    }
    Integer status = earlier.status();
    String body = earlier.body();
    if (status == null || body == null) {
      throw underWay();
    }
    byte[] plain =
        vault.decrypt(use.organization(), context(use), Base64.getDecoder().decode(body));
    return Optional.of(new Answer(status, new String(plain, UTF_8), earlier.contentType()));
  }

  @Transactional
  public void end(Use use, Answer answer) {
    byte[] encrypted =
        vault.encrypt(use.organization(), context(use), answer.body().getBytes(UTF_8));
    keys.end(
        use, answer.status(), Base64.getEncoder().encodeToString(encrypted), answer.contentType());
  }

  /** The request came to nothing, so it may be tried again. */
  @Transactional
  public void forget(Use use) {
    keys.forget(use);
  }

  /**
   * Also after the process was killed in the middle: whether the first request took effect is not
   * known then.
   */
  private static Problem underWay() {
    return Problem.conflict(
        "idempotency-under-way",
        "The first request with this Idempotency-Key has no answer yet. If it was cut off, look whether it took effect"
            + " before you try again with a new key.");
  }

  private static String context(Use use) {
    return "idempotency/%s/%s".formatted(use.caller(), use.key());
  }

  record Answer(int status, String body, @Nullable String contentType) {}
}
