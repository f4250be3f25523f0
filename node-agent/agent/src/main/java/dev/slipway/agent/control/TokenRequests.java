package dev.slipway.agent.control;

import com.google.protobuf.ByteString;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PodToken;
import dev.slipway.protocol.PodTokenRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Asks the control plane for tokens of pods that run here; nothing is kept. */
public final class TokenRequests {
  /** As long as the control plane takes at most before it leaves a question unanswered. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Predicate<FromAgent> send;
  private final Map<String, CompletableFuture<PodToken>> waiting = new ConcurrentHashMap<>();

  /**
   * @param send false when there is no connection
   */
  public TokenRequests(Predicate<FromAgent> send) {
    this.send = send;
  }

  /**
   * The answer, which may be a refusal; empty when there is none.
   *
   * @param held SHA-256 of the token the pod has; empty: it has none
   */
  public Optional<PodToken> ask(String podId, byte[] held) throws InterruptedException {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<PodToken>();
    waiting.put(id, answer);
    try {
      var request =
          PodTokenRequest.newBuilder().setId(id).setPodId(podId).setHeld(ByteString.copyFrom(held));
      if (!send.test(FromAgent.newBuilder().setPodToken(request).build())) {
        return Optional.empty();
      }
      return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty();
    } finally {
      waiting.remove(id);
    }
  }

  /** What nobody waits for any more is dropped: by then another one may have been made. */
  public void answered(PodToken token) {
    CompletableFuture<PodToken> answer = waiting.get(token.getId());
    if (answer != null) {
      answer.complete(token);
    }
  }
}
