package dev.slipway.backend.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing. Counted in the database, so neither a restart nor a second replica starts
 * anew; per account <em>and</em> network, so nobody can lock somebody else out.
 */
@Component
public class Attempts {
  private static final Duration KEPT = Duration.ofDays(1);

  private final AttemptRepository attempts;
  private final InstantSource clock;

  Attempts(AttemptRepository attempts, InstantSource clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Counts an attempt before it is made, so that a hundred at once are a hundred.
   *
   * @param account whom it is about, such as an e-mail address
   * @return how long to wait instead; zero to go ahead
   */
  @Transactional
  public Duration begin(String account, String address) {
    Instant now = clock.instant();
    String network = networkKey(address);
    var ofNetwork = attempts.lock(network, now);
    Duration wait = Backoff.forNetwork(ofNetwork, now);
    if (wait.isPositive()) {
      return wait;
    }
    String both = accountKey(account, address);
    var ofAccount = attempts.lock(both, now);
    wait = Backoff.forAccount(ofAccount, now);
    if (wait.isPositive()) {
      return wait;
    }
    attempts.write(network, Backoff.nextForNetwork(ofNetwork, now));
    attempts.write(both, Backoff.nextForAccount(ofAccount, now));
    return Duration.ZERO;
  }

  /** The attempt was good: nothing is held against the account. */
  @Transactional
  public void succeeded(String account, String address) {
    attempts.forget(accountKey(account, address), clock.instant().minus(KEPT));
  }

  private static String networkKey(String address) {
    return "network/" + Network.of(address);
  }

  private static String accountKey(String account, String address) {
    // A hash: what was typed into the field may have been the password.
    byte[] hash = Secrets.hash(account);
    return "account/" + HexFormat.of().formatHex(hash) + "/" + Network.of(address);
  }
}
