package dev.slipway.backend.agents;

import dev.slipway.backend.security.PodTokens;
import dev.slipway.protocol.PodToken;
import dev.slipway.protocol.PodTokenRequest;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives nodes the tokens of pods that run there. */
@Component
class TokenAnswers {
  private static final Logger log = LoggerFactory.getLogger(TokenAnswers.class);

  /** However many pods start at once, the others of this process get to the database too. */
  private static final int AT_ONCE = 4;

  /** More than this wait of no honest nodes; what is not answered is asked again. */
  private static final int MOST_WAITING = 2_000;

  /** By then the node has given up and asks again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int HASH_BYTES = 32;
  private static final String REFUSED =
      "The control plane gives this pod no token: it is not placed here any more, or its app is stopped.";

  private final PodTokens tokens;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  TokenAnswers(PodTokens tokens) {
    this.tokens = tokens;
  }

  /** On a thread of its own: the conversation goes on meanwhile. */
  void answer(Session session, PodTokenRequest request) {
    if (turns.getQueueLength() > MOST_WAITING) {
      return;
    }
    Thread _ = Thread.ofVirtual().name("pod-token").start(() -> answerInTurn(session, request));
  }

  private void answerInTurn(Session session, PodTokenRequest request) {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try {
        boolean _ =
            session.send(ToAgent.newBuilder().setPodToken(answered(session, request)).build());
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Without an answer it is asked again.
      log.warn("Node {} cannot be given a pod's token", session.node().value(), e);
    }
  }

  private PodToken answered(Session session, PodTokenRequest request) {
    UUID pod = Ids.parse(request.getPodId());
    Optional<String> token =
        pod == null || request.getHeld().size() > HASH_BYTES
            ? Optional.empty()
            : tokens.mint(session.node(), pod, request.getHeld().toByteArray());
    var answer = PodToken.newBuilder().setId(request.getId()).setPodId(request.getPodId());
    return token
        .map(secret ->
            answer.setToken(secret).setLifeSeconds((int) PodTokens.LIFE.toSeconds()).build())
        .orElseGet(() -> answer.setRefusal(REFUSED).build());
  }
}
