package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Principal;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;

/** Signs people in without their factors, for the tests of other modules. */
public final class TestSignIns {
  private final SignIns signIns;
  private final SignInRepository people;

  public TestSignIns(BeanFactory beans) {
    signIns = beans.getBean(SignIns.class);
    people = beans.getBean(SignInRepository.class);
  }

  public Principal start(PersonId person) {
    return signIns.start(people.person(person).orElseThrow(), "192.0.2.1", "test").principal();
  }

  /** The value of the cookie of a browser in which this person is signed in. */
  public String cookie(PersonId person) {
    return signIns.start(people.person(person).orElseThrow(), "192.0.2.1", "test").secret();
  }

  /** Whom a cookie proves. */
  public Optional<Principal> find(String cookie) {
    return signIns.find(cookie, true);
  }

  /** Whether the right password is enough to come in. */
  public boolean knows(String email, String password) {
    return signIns.check(email, password).isPresent();
  }
}
