package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.signin.Backoff.Tries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing. Counted in the database, so neither a restart nor a second replica starts
 * anew. Nobody can lock somebody else out: a guesser is slowed down for an account in the guesser's
 * network first, and a browser the account was used with before is counted apart from all others.
 */
@Component
public class Attempts {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String EVERYBODY = "everybody";

  private final AttemptRepository attempts;
  private final InstantSource clock;

  Attempts(AttemptRepository attempts, InstantSource clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /** For what no browser is known for. */
  @Transactional
  public Duration begin(String account, String address) {
    return begin(account, address, null);
  }

  /**
   * Counts an attempt before it is made, so that a hundred at once are a hundred.
   *
   * @param account whom it is about, such as an e-mail address
   * @param device what proves a browser known for this account; null for others
   * @return how long to wait instead; zero to go ahead
   */
  @Transactional
  public Duration begin(String account, String address, @Nullable String device) {
    Instant now = clock.instant();
    String network = networkKey(address);
    Tries ofNetwork = attempts.lock(network, now);
    Duration wait = Backoff.forNetwork(ofNetwork, now);
    if (wait.isPositive()) {
      return wait;
    }
    String here = hereKey(account, address, device);
    Tries ofHere = attempts.lock(here, now);
    wait = Backoff.forAccount(ofHere, now);
    if (wait.isPositive()) {
      return wait;
    }
    String everywhere = everywhereKey(account);
    Tries ofEverywhere = attempts.lock(everywhere, now);
    wait = device == null ? Backoff.forAccountEverywhere(ofEverywhere, now) : Duration.ZERO;
    if (wait.isPositive()) {
      return wait;
    }
    // Last, so that the refused do not use up what everybody shares. The order is always the same:
    // two attempts never wait for each other.
    Tries ofEverybody = attempts.lock(EVERYBODY, now);
    wait = Backoff.forEverybody(ofEverybody, now);
    if (wait.isPositive()) {
      return wait;
    }
    attempts.write(network, Backoff.nextForNetwork(ofNetwork, now));
    attempts.write(here, Backoff.nextForAccount(ofHere, now));
    if (device == null) {
      attempts.write(everywhere, Backoff.nextForAccount(ofEverywhere, now));
    }
    attempts.write(EVERYBODY, Backoff.nextForEverybody(ofEverybody, now));
    return Duration.ZERO;
  }

  /**
   * @throws Problem rate-limited, with how long to wait
   */
  @Transactional
  public void require(String account, String address) {
    Duration wait = begin(account, address, null);
    if (wait.isPositive()) {
      throw tooMany(wait);
    }
  }

  /**
   * For what has no account, such as an invitation: one that everybody shared would let anybody
   * keep all others out.
   *
   * @throws Problem rate-limited, with how long to wait
   */
  @Transactional
  public void require(String address) {
    Duration wait = refused(address);
    if (wait.isPositive()) {
      throw tooMany(wait);
    }
  }

  /**
   * A token was wrong at a door where nobody names an account, such as git's. It counts against its
   * network as a wrong password does; whoever has the right one never comes here.
   *
   * @return how long to wait; zero while there were few
   */
  @Transactional
  public Duration refused(String address) {
    Instant now = clock.instant();
    String network = networkKey(address);
    Tries tries = attempts.lock(network, now);
    Duration wait = Backoff.forNetwork(tries, now);
    if (!wait.isPositive()) {
      attempts.write(network, Backoff.nextForNetwork(tries, now));
    }
    return wait;
  }

  @Transactional
  public void succeeded(String account, String address) {
    succeeded(account, address, null);
  }

  /** The attempt was good: nothing is held against whoever made it. */
  @Transactional
  public void succeeded(String account, String address, @Nullable String device) {
    // In the order in which attempts lock them.
    attempts.forget(hereKey(account, address, device));
    attempts.forget(everywhereKey(account));
    attempts.forgetOld(clock.instant().minus(KEPT));
  }

  static Problem tooMany(Duration wait) {
    return Problem.rateLimited(
        "Too many attempts. Try again in %d seconds.".formatted(wait.plusMillis(999).toSeconds()),
        wait);
  }

  private static String networkKey(String address) {
    return "network/" + Network.of(address);
  }

  private static String hereKey(String account, String address, @Nullable String device) {
    return device == null
        ? "account/" + hex(account) + "/" + Network.of(address)
        : "account/" + hex(account) + "/device/" + hex(device);
  }

  private static String everywhereKey(String account) {
    return "account/" + hex(account);
  }

  /** A hash: what was typed into the field may have been the password. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(Secrets.hash(text));
  }
}
