package dev.slipway.backend.tenants;

import dev.slipway.api.people.CompleteSetup;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Email;
import dev.slipway.backend.signin.Passwords;
import dev.slipway.backend.tenants.TenantRepository.Owner;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The first owner: made by who holds the one-time code, once. */
@Service
class SetupService {
  private static final Slug MAIN = new Slug("main");
  private static final DisplayName NAMELESS = new DisplayName("Owner");

  private final SetupRepository setup;
  private final TenantRepository tenants;
  private final Passwords passwords;
  private final Attempts attempts;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  SetupService(
      SetupRepository setup,
      TenantRepository tenants,
      Passwords passwords,
      Attempts attempts,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.setup = setup;
    this.tenants = tenants;
    this.passwords = passwords;
    this.attempts = attempts;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public boolean needed() {
    return setup.open();
  }

  /**
   * Not one transaction: attempts are counted whatever comes of them, and hashing takes its time.
   */
  public PersonId complete(CompleteSetup request, String address) {
    attempts.require(address);
    check(request.code());
    var email = Email.of(request.email());
    var name = new DisplayName(request.name());
    var organization = new DisplayName(request.organization());
    String hash = passwords.hash(request.password());
    Owner owner =
        transaction.execute(_ -> {
          check(request.code());
          Owner first = firstOwner();
          tenants.rename(first.organization(), organization);
          tenants.givePassword(first.person(), email, name, hash);
          setup.complete(clock.instant());
          return first;
        });
    return owner.person();
  }

  /** The owner whom the first start has made already, or a new one. */
  @Transactional
  public Owner firstOwner() {
    return tenants.firstOwner().orElseGet(this::newOwner);
  }

  private Owner newOwner() {
    Instant now = clock.instant();
    var owner = new Owner(new OrganizationId(Uuids.next(now)), new PersonId(Uuids.next(now)));
    var name = new DisplayName("Main");
    if (!tenants.insertOrganization(owner.organization(), MAIN, name, now)) {
      // There was one, and somebody has deleted it.
      String unlike = owner.organization().value().toString().substring(24);
      boolean _ =
          tenants.insertOrganization(owner.organization(), new Slug("main-" + unlike), name, now);
    }
    tenants.insertOperator(owner.person(), NAMELESS, now);
    tenants.insertOwner(owner.organization(), owner.person(), now);
    return owner;
  }

  private void check(String code) {
    transaction.executeWithoutResult(_ -> {
      byte[] expected = setup.lockCode().orElseThrow(SetupService::refused);
      if (!MessageDigest.isEqual(expected, SetupCode.hash(code))) {
        throw refused();
      }
    });
  }

  /** The same whether the code is wrong or set-up is over. */
  private static Problem refused() {
    return Problem.of(
        Problem.Kind.UNAUTHENTICATED,
        "unauthenticated",
        "This set-up code is not valid. It is printed at the first start and works once.");
  }
}
