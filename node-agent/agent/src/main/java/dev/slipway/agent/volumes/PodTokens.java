package dev.slipway.agent.volumes;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that each pod that wants a token has one before it starts, and another one in time. A
 * pod that runs keeps what it has, whatever the control plane answers.
 */
public final class PodTokens {
  private static final Logger log = LoggerFactory.getLogger(PodTokens.class);

  /** A hundredth of what is left of a token's life when another one is due. */
  private static final Duration PERIOD = Duration.ofSeconds(15);

  /** Of a control plane that does not say. */
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  private final TokenFiles files;
  private final TokenRequests requests;
  private final InstantSource clock;
  private volatile Set<String> wanting = Set.of();

  PodTokens(TokenFiles files, TokenRequests requests, InstantSource clock) {
    this.files = files;
    this.requests = requests;
    this.clock = clock;
  }

  /** Whether the pod wants a token and has none, so that its start has to wait for one. */
  public boolean missing(Pod pod) {
    return wants(pod) && !files.has(pod.getId());
  }

  private static boolean wants(Pod pod) {
    return pod.getMountsList().stream().anyMatch(Mount::hasToken);
  }

  /**
   * The folder of the pod's token, which is in it.
   *
   * @throws TokenMissing when none can be had now
   */
  public Path ensure(String podId) throws InterruptedException {
    if (!files.has(podId)) {
      Instant now = clock.instant();
      PodToken answer = given(requests.ask(podId, new byte[0]));
      files.place(podId, answer.getToken(), term(answer, now));
    }
    return files.folder(podId);
  }

  private static PodToken given(Optional<PodToken> answer) {
    PodToken token =
        answer.orElseThrow(() -> new TokenMissing("the control plane does not answer."));
    if (token.getToken().isEmpty()) {
      throw new TokenMissing(
          token.getRefusal().isEmpty() ? "there is none for it." : token.getRefusal());
    }
    return token;
  }

  private static TokenFiles.Term term(PodToken token, Instant asked) {
    Duration life =
        token.getLifeSeconds() > 0 ? Duration.ofSeconds(token.getLifeSeconds()) : USUAL_LIFE;
    return new TokenFiles.Term(asked, asked.plus(life.multipliedBy(2).dividedBy(3)));
  }

  /** Which pods are here from now on. */
  public void desire(Desire newest) {
    wanting =
        newest.pods().values().stream()
            .filter(PodTokens::wants)
            .map(Pod::getId)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Looks after them until interrupted. */
  public void run() {
    try {
      while (true) {
        try {
          look();
        } catch (RuntimeException e) {
          log.warn("Pods' tokens were not looked after this time", e);
        }
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once. One pod at a time: that many new ones at once are no hurry. */
  void look() throws InterruptedException {
    for (String pod : wanting) {
      boolean due = files.has(pod) && files.term(pod).map(this::over).orElse(true);
      if (due && !renewed(pod)) {
        return;
      }
    }
  }

  private boolean over(TokenFiles.Term term) {
    return term.over(clock.instant());
  }

  /** False when nobody answers, so that there is no use in asking for others. */
  private boolean renewed(String pod) throws InterruptedException {
    Instant now = clock.instant();
    Optional<PodToken> answer = requests.ask(pod, files.held(pod));
    if (answer.isEmpty()) {
      log.info("The control plane gives no new token for pod {} yet", pod);
      return false;
    }
    PodToken token = answer.get();
    if (token.getToken().isEmpty()) {
      log.info("No new token for pod {}: {}", pod, token.getRefusal());
    } else {
      files.replace(pod, token.getToken(), term(token, now));
    }
    return true;
  }

  /** Before the rest of the pod's memory goes: nothing is written there afterwards. */
  void remove(String podId) {
    files.remove(podId);
  }
}
