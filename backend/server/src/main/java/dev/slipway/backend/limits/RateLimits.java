package dev.slipway.backend.limits;

import dev.slipway.backend.kernel.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts and decides. */
@Component
public class RateLimits {
  private final RateLimitRepository rows;

  RateLimits(RateLimitRepository rows) {
    this.rows = rows;
  }

  /**
   * Takes one if there is one left; what is refused does not count.
   *
   * @param whose whom it is counted for, such as a token's id
   */
  @Transactional
  public Verdict take(Limit limit, String whose) {
    return rows.take(limit, limit.name() + "/" + whose);
  }

  /**
   * As {@link #take}.
   *
   * @param what they are, such as "deployments of this app"
   * @throws Problem rate-limited
   */
  @Transactional
  public void require(Limit limit, String whose, String what) {
    Verdict verdict = take(limit, whose);
    if (!verdict.admitted()) {
      throw refusal(verdict, what);
    }
  }

  public static Problem refusal(Verdict verdict, String what) {
    long seconds = verdict.retryAfter().plusMillis(999).toSeconds();
    return Problem.rateLimited(
        "More than %d %s within %d %s. Try again in %d seconds."
            .formatted(
                verdict.limit().amount(),
                what,
                verdict.limit().window().toMinutes(),
                verdict.limit().window().toMinutes() == 1 ? "minute" : "minutes",
                Math.max(1, seconds)),
        verdict.retryAfter());
  }
}
