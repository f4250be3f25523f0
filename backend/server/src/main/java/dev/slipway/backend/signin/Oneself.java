package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The person who is signed in and calls about how they sign in. A token, or another party that
 * vouches for them, must not be able to change that: it would outlive its own end.
 */
@Component
public class Oneself {
  private final SignInRepository signIns;
  private final InstantSource clock;

  Oneself(SignInRepository signIns, InstantSource clock) {
    this.signIns = signIns;
    this.clock = clock;
  }

  /**
   * @throws Problem forbidden for API tokens, unauthenticated when the sign-in has ended
   */
  @Transactional(readOnly = true)
  public Here here() {
    Principal principal = CurrentCaller.principal();
    UUID signIn = principal.signIn();
    if (!(principal.caller() instanceof Caller.Person) || signIn == null) {
      throw Problem.forbidden(
          "Sign in for this: API tokens do not change how their owner signs in.");
    }
    return signIns.here(signIn).orElseThrow(CurrentCaller::nobody);
  }

  /**
   * @throws Problem forbidden also for a sign-in an organization vouches for
   */
  @Transactional(readOnly = true)
  public Here withOwnFactors() {
    Here here = here();
    if (here.onlyOrganization() != null) {
      throw Problem.forbidden(
          "You are signed in through the single sign-on of %s, which keeps how you sign in."
              .formatted(here.onlyOrganization()));
    }
    return here;
  }

  /** The person has shown again who they are. */
  @Transactional
  public void proved(Here here) {
    signIns.proved(here.signIn(), clock.instant());
  }

  /**
   * @param provedAt null: before this was kept
   * @param onlyOrganization name of the one whose single sign-on made the sign-in; null for a
   *     sign-in with the person's own factors
   */
  public record Here(
      PersonId person,
      UUID signIn,
      @Nullable Instant provedAt,
      @Nullable String onlyOrganization) {}
}
