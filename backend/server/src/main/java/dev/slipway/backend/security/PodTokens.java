package dev.slipway.backend.security;

import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the tokens that pods read their own app with. Only the hash is kept: one that does not
 * reach its pod is made anew and ends by itself.
 */
@Component
public class PodTokens {
  /** Short, as a program that leaks it cannot be told to make another. */
  public static final Duration LIFE = Duration.ofHours(1);

  private final PodTokenRepository tokens;
  private final InstantSource clock;

  PodTokens(PodTokenRepository tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * A new token of the pod.
   *
   * @param node that asks: it gets tokens of pods placed on it only
   * @param held SHA-256 of the token the pod has, which stays valid until its own end; may be empty
   * @return the token, for {@link #LIFE}; empty when the pod is not on that node, wants none, or
   *     its app is stopped or deleted
   */
  @Transactional
  public Optional<String> mint(NodeId node, UUID pod, byte[] held) {
    Instant now = clock.instant();
    String secret = TokenFormat.next(TokenKind.WORKLOAD);
    byte[] hash = TokenFormat.hash(secret);
    if (!tokens.insert(Uuids.next(now), node, pod, hash, now, now.plus(LIFE))) {
      return Optional.empty();
    }
    tokens.deleteOthers(pod, held, now);
    return Optional.of(secret);
  }
}
