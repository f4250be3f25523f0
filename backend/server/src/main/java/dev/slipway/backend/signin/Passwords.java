package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id, as many at a time as there are cores: each takes 19 MiB and a
 * tenth of a second.
 */
@Component
public class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final String nobodys;

  Passwords() {
    nobodys = encode("a password nobody has");
  }

  /**
   * @throws Problem when the password is one that is guessed first
   */
  public String hash(String password) {
    PasswordRules.check(password);
    return oneOfFew(() -> encode(password));
  }

  /**
   * @param hash null when there is no such person: takes as long, so that the answer's time tells
   *     nothing
   */
  public boolean matches(String password, @Nullable String hash) {
    boolean matches = oneOfFew(() -> argon2.matches(password, hash == null ? nobodys : hash));
    return matches && hash != null;
  }

  /** For one that was accepted before there were rules, or with other rules. */
  String again(String password) {
    return oneOfFew(() -> encode(password));
  }

  /** True when the cost has been raised since the hash was made. */
  boolean outdated(String hash) {
    return argon2.upgradeEncoding(hash);
  }

  private String encode(String password) {
    String hash = argon2.encode(password);
    if (hash == null) {
      throw new IllegalStateException("Argon2 gave no hash");
    }
    return hash;
  }

  private <T> T oneOfFew(Supplier<T> work) {
    try {
      if (!cores.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.rateLimited(
            "Too many people sign in right now. Try again in %d seconds."
                .formatted(PATIENCE_SECONDS),
            Duration.ofSeconds(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting to hash a password", e);
    }
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }
}
