package dev.slipway.agent.control;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this machine a node of the platform and keeps it one. Whatever becomes of its certificate,
 * its pods are kept.
 */
public final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration REMIND = Duration.ofMinutes(1);
  private static final Duration RENEW_AGAIN = Duration.ofMinutes(1);

  private final Enrollment enrollment;
  private final IdentityStore store;
  private final @Nullable Path tokenFile;
  private final InstantSource clock;
  private final double share = RandomGenerator.getDefault().nextDouble(0.5, 0.8);
  private String tried = "";
  private Instant renewAgain = Instant.MIN;

  /**
   * @param tokenFile where a join token lies or will lie; null when the node joined before
   */
  public Membership(
      Dialer dialer,
      IdentityStore store,
      String nodeName,
      @Nullable Path tokenFile,
      InstantSource clock) {
    this.enrollment = new Enrollment(dialer, store, nodeName);
    this.store = store;
    this.tokenFile = tokenFile;
    this.clock = clock;
  }

  /** Waits for a token if this machine is no node yet. */
  Identity identity() throws InterruptedException {
    Optional<Identity> known = store.load();
    return known.isPresent() ? refreshed(known.get()) : join();
  }

  private Identity join() throws InterruptedException {
    Instant remind = Instant.MIN;
    while (true) {
      Instant now = clock.instant();
      if (!now.isBefore(remind)) {
        log.info("This machine is no node yet: waiting for a join token in {}", tokenFile);
        remind = now.plus(REMIND);
      }
      Optional<Identity> joined = tryToken();
      if (joined.isPresent()) {
        return joined.get();
      }
      Thread.sleep(LOOK);
    }
  }

  /** Uses the token in the file, unless it was refused before. */
  private Optional<Identity> tryToken() {
    String text = readToken();
    if (text.isEmpty() || text.equals(tried)) {
      return Optional.empty();
    }
    try {
      Identity identity = enrollment.join(JoinToken.parse(text));
      log.info("Joined as node {}", identity.nodeId());
      return Optional.of(identity);
    } catch (IllegalArgumentException e) {
      tried = text;
      log.warn("{} does not help: {}", tokenFile, e.getMessage());
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code != Status.Code.UNAVAILABLE && code != Status.Code.DEADLINE_EXCEEDED) {
        tried = text;
      }
      log.warn("Could not join: {} {}", code, e.getStatus().getDescription());
    }
    return Optional.empty();
  }

  private String readToken() {
    if (tokenFile == null) {
      return "";
    }
    try {
      return Files.readString(tokenFile).strip();
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      log.warn("The join token {} cannot be read: {}", tokenFile, e.getMessage());
      return "";
    }
  }

  /** The same identity, or a new one when its time has come and the control plane gives it. */
  Identity renewInTime(Identity identity) {
    Instant now = clock.instant();
    if (now.isBefore(identity.renewal(share)) || now.isBefore(renewAgain)) {
      return identity;
    }
    renewAgain = now.plus(RENEW_AGAIN);
    return renew(identity).orElse(identity);
  }

  /** What is kept on disk: a renewal may have happened while the connection lasted. */
  Identity refreshed(Identity identity) {
    Identity newest = store.load().orElse(identity);
    // An expired one opens nothing else, so there is no use in waiting with it.
    return newest.expires().isAfter(clock.instant())
        ? renewInTime(newest)
        : renew(newest).orElse(newest);
  }

  /** The control plane does not take this certificate: a new one, or a new membership, may help. */
  Identity refused(Identity identity) {
    Optional<Identity> renewed = renew(store.load().orElse(identity));
    if (renewed.isPresent()) {
      return renewed.get();
    }
    return tryToken().orElse(identity);
  }

  private Optional<Identity> renew(Identity identity) {
    try {
      Identity renewed = enrollment.renew(identity);
      log.info("Has a new certificate, valid until {}", renewed.expires());
      return Optional.of(renewed);
    } catch (StatusRuntimeException e) {
      log.warn(
          "No new certificate yet: {} {}", e.getStatus().getCode(), e.getStatus().getDescription());
      return Optional.empty();
    }
  }
}
