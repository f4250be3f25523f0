package dev.slipway.agent.control;

import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PullLogin;
import dev.slipway.protocol.PullLoginRequest;
import dev.slipway.protocol.RegistryLogin;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Asks the control plane for what opens a registry, each time an image is fetched: nothing is kept,
 * here or on disk.
 */
public final class PullLogins {
  /** The control plane may have to ask Amazon first. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Predicate<FromAgent> send;
  private final Map<String, CompletableFuture<PullLogin>> waiting = new ConcurrentHashMap<>();

  /**
   * @param send false when there is no connection
   */
  public PullLogins(Predicate<FromAgent> send) {
    this.send = send;
  }

  /**
   * Empty when the registry lets strangers in, as far as anybody knows now.
   *
   * @param host of the registry, as the names of its images begin
   */
  public Optional<RegistryLogin> of(String podId, String host) throws InterruptedException {
    String question = podId + "/" + host;
    CompletableFuture<PullLogin> answer =
        waiting.computeIfAbsent(question, _ -> new CompletableFuture<>());
    try {
      var request = PullLoginRequest.newBuilder().setPodId(podId).setHost(host);
      if (!send.test(FromAgent.newBuilder().setPullLogin(request).build())) {
        return Optional.empty();
      }
      PullLogin login = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return login.hasLogin() ? Optional.of(login.getLogin()) : Optional.empty();
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty();
    } finally {
      waiting.remove(question, answer);
    }
  }

  void answered(PullLogin login) {
    // An older control plane does not say which host it was asked about.
    String question = login.getPodId() + "/" + login.getHost();
    waiting.forEach((asked, answer) -> {
      if (login.getHost().isEmpty() ? asked.startsWith(question) : asked.equals(question)) {
        answer.complete(login);
      }
    });
  }
}
