package dev.slipway.backend.quotas;

import dev.slipway.api.apps.Isolation;
import dev.slipway.api.quotas.Amounts;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets in what fits the organization's quota. */
@Component
public class Quotas {
  /** What is refused when it is asked for; builds wait, and images are measured afterwards. */
  private static final List<Counted> ADMITTED =
      List.of(
          Counted.APPS, Counted.PODS, Counted.CPU, Counted.MEMORY, Counted.DOMAINS, Counted.TOKENS);

  private final QuotaRepository quotas;

  private final QuotaProperties defaults;

  Quotas(QuotaRepository quotas, QuotaProperties defaults) {
    this.quotas = quotas;
    this.defaults = defaults;
  }

  /**
   * Makes the change if the organization stays within its quota, or has not more than before. Its
   * other changes wait until this transaction ends, so that of many at once exactly those get in
   * for which there is room.
   *
   * @throws Problem quota-exceeded; the transaction has to be rolled back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <T> T admit(OrganizationId organization, Supplier<T> change) {
    return admit(organization, ADMITTED, change);
  }

  /** The same for storage that is given a size when it is asked for. */
  @Transactional(propagation = Propagation.MANDATORY)
  public <T> T admitStorage(OrganizationId organization, Supplier<T> change) {
    return admit(organization, List.of(Counted.STORAGE), change);
  }

  private <T> T admit(OrganizationId organization, List<Counted> checked, Supplier<T> change) {
    quotas.takeTurn(organization);
    Standing before = quotas.standing(organization);
    T result = change.get();
    Amounts after = quotas.standing(organization).used();
    for (Counted counted : checked) {
      long limit = counted.of(before.limits());
      long used = counted.of(before.used());
      long asked = counted.of(after) - used;
      if (asked > 0 && used + asked > limit) {
        throw exceeded(counted.refusal(limit, used, asked));
      }
    }
    return result;
  }

  /**
   * How large an image becomes shows when it is built: no build begins while there is no room.
   *
   * @throws Problem quota-exceeded
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void requireStorage(OrganizationId organization) {
    Standing standing = quotas.standing(organization);
    long limit = Counted.STORAGE.of(standing.limits());
    long used = Counted.STORAGE.of(standing.used());
    if (used >= limit) {
      throw exceeded(Counted.STORAGE.full(limit, used));
    }
  }

  /**
   * Root in a container, even with few rights, is the operators' risk, so they say who may.
   *
   * @throws Problem isolation-not-allowed
   */
  @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
  public void requireIsolation(OrganizationId organization, Isolation wanted) {
    if (wanted == Isolation.COMPAT && !quotas.compat(organization)) {
      throw Problem.of(
          Problem.Kind.FORBIDDEN,
          "isolation-not-allowed",
          "Apps of this organization may not have the isolation COMPAT. Use an image that runs as any user on a read-only file system, or ask an operator of the platform to allow it.");
    }
  }

  /** Of an organization without a limit of its own; more wait in the queue. */
  public int buildsAtOnce() {
    return defaults.builds();
  }

  private static Problem exceeded(String sentence) {
    return Problem.of(Problem.Kind.OVER_QUOTA, "quota-exceeded", sentence);
  }
}
