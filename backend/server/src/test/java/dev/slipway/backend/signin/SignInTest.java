package dev.slipway.backend.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class SignInTest {
  private static final String PASSWORD = "a long enough passphrase";

  @Autowired SignInContexts contexts;
  @Autowired SignIns signIns;
  @Autowired Attempts attempts;
  @Autowired Browsers browsers;
  @Autowired Welcome welcome;
  @Autowired Passwords passwords;
  @Autowired Authorizer authorizer;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  TestTenant tenant;
  String email = "";

  @BeforeEach
  void somebodyWithAPassword() {
    tenant = tenants.create();
    email = tenant.slug() + "@example.com";
    change(
        "update person set password_hash = '%s' where id = '%s'"
            .formatted(passwords.hash(PASSWORD), person()));
    forgetAttempts();
  }

  @AfterEach
  void forgetAttempts() {
    change("delete from sign_in_failure");
    SecurityContextHolder.clearContext();
  }

  @Test
  void theRightPasswordIsLetInAndRemembered() {
    Principal principal = load(signIn()).orElseThrow();
    assertThat(principal.getName()).isEqualTo("Ada");
    become(principal);
    assertThat(authorizer.app(tenant.app(), Permission.APPS_READ).app()).isEqualTo(tenant.app());
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
    assertThat(signIns.check(email, "wrong password")).isEmpty();
    assertThat(signIns.check("nobody@example.com", PASSWORD)).isEmpty();
    assertThat(signIns.check("no address at all", PASSWORD)).isEmpty();
    assertThat(signIns.check(email.toUpperCase(java.util.Locale.ROOT), PASSWORD)).isPresent();
  }

  @Test
  void aRevokedSignInEndsAtOnceWhateverSessionStillCarriesIt() {
    String cookie = signIn();
    Principal principal = load(cookie).orElseThrow();
    become(principal);
    change("delete from sign_in where id = '%s'".formatted(principal.signIn()));
    assertThat(load(cookie)).isEmpty();
    assertThatThrownBy(() -> authorizer.app(tenant.app(), Permission.APPS_READ))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
    assertThatThrownBy(() -> authorizer.requireOperator()).isInstanceOf(Problem.class);
  }

  @Test
  void aChangeOfRightsEndsEverySignIn() {
    String cookie = signIn();
    change("update person set rights_epoch = rights_epoch + 1 where id = '%s'".formatted(person()));
    assertThat(load(cookie)).isEmpty();
  }

  @Test
  void anIdleSignInEndsAndNoneLivesLongerThanTwelveHours() {
    String idle = signIn();
    change(
        "update sign_in set expires_at = now() - interval '1 second' where person_id = '%s'"
            .formatted(person()));
    assertThat(load(idle)).isEmpty();

    String old = signIn();
    change(
        """
        update sign_in set created_at = now() - interval '11 hours 50 minutes',
                           last_seen_at = now() - interval '5 minutes' where person_id = '%s'
        """
            .formatted(person()));
    assertThat(load(old)).isPresent();
    String left =
        transaction.execute(_ ->
            db.system()
                .sql(
                    "select (expires_at - now() < interval '11 minutes')::text from sign_in where person_id = :id")
                .param("id", person())
                .query(String.class)
                .single());
    assertThat(left).isEqualTo("true");
  }

  @Test
  void signingOutForgetsTheCookie() {
    String cookie = signIn();
    var request = request(cookie);
    var response = new MockHttpServletResponse();
    contexts.saveContext(new SecurityContextImpl(), request, response);
    assertThat(response.getHeader("Set-Cookie"))
        .contains("Max-Age=0")
        .contains("HttpOnly")
        .contains("SameSite=Lax");
    assertThat(load(cookie)).isEmpty();
  }

  @Test
  void whatAPageAsksByItselfBeginsNoSession() {
    MockHttpServletRequest push = request(signIn());
    push.setParameter("v-r", "push");
    assertThat(contexts.loadDeferredContext(push).get().getAuthentication()).isNotNull();
    assertThat(push.getSession(false)).isNull();
  }

  @Test
  void overTlsTheCookieIsOneNoOtherHostCanSet() {
    var request = new MockHttpServletRequest();
    request.setSecure(true);
    var response = new MockHttpServletResponse();
    SignInCookie.SIGN_IN.write(request, response, "secret", SignIns.LONGEST);
    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("__Host-slipway=secret; Path=/")
        .contains("; Secure");
    request.setCookies(new Cookie("slipway", "set over a plain connection"));
    assertThat(SignInCookie.SIGN_IN.read(request)).isEmpty();
  }

  @Test
  void aBrowserSomebodySignedInWithIsKnownAfterwards() throws Exception {
    var request = new MockHttpServletRequest();
    var response = new MockHttpServletResponse();
    welcome.in(request, response, tenant.person());
    var again = new MockHttpServletRequest();
    again.setCookies(response.getCookies());
    assertThat(browsers.device(again, email)).isPresent();
    assertThat(browsers.device(again, "nobody@example.com")).isEmpty();
    assertThat(browsers.device(new MockHttpServletRequest(), email)).isEmpty();
  }

  @Test
  void withTheSecondFactorSetThePasswordIsHalfOfIt() throws Exception {
    change(
        """
        insert into totp (person_id, encrypted, created_at, confirmed_at)
        values ('%s', '', now(), now())
        """
            .formatted(person()));
    var request = new MockHttpServletRequest("POST", "/login");
    request.addHeader("Accept", "text/html");
    request.setParameter("username", email);
    request.setParameter("password", PASSWORD);
    var response = new MockHttpServletResponse();
    new SignInFilter(signIns, attempts, browsers, welcome)
        .doFilter(request, response, new org.springframework.mock.web.MockFilterChain());
    assertThat(response.getRedirectedUrl()).isEqualTo("/login/factor");
    assertThat(response.getCookie("slipway")).isNull();
    var half = new MockHttpServletRequest();
    half.setCookies(response.getCookies());
    assertThat(browsers.halfway(half)).hasValue(tenant.person());
    assertThat(contexts.loadDeferredContext(half).get().getAuthentication()).isNull();
    // No key opens it: a rotation would stop at it.
    change("delete from totp where person_id = '%s'".formatted(person()));
  }

  @Test
  void aSignInAnOrganizationVouchesForEntersOnlyThatOne() {
    TestTenant other = tenants.create();
    change(
        """
        insert into membership (organization_id, person_id, role, created_at)
        values ('%s', '%s', 'OWNER', now())
        """
            .formatted(other.organization().value(), person()));
    var started =
        signIns.start(
            signIns.check(email, PASSWORD).orElseThrow(),
            "192.0.2.1",
            "test",
            tenant.organization());
    become(load(started.secret()).orElseThrow());
    assertThat(authorizer.app(tenant.app(), Permission.APPS_READ)).isNotNull();
    assertThatThrownBy(() -> authorizer.app(other.app(), Permission.APPS_READ))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    assertThatThrownBy(() -> authorizer.requireOperator()).isInstanceOf(Problem.class);
  }

  @Test
  void whatCannotBeUndoneNeedsAProofFromTheLastQuarterHour() {
    Principal principal = load(signIn()).orElseThrow();
    become(principal);
    authorizer.requireFresh();
    change(
        "update sign_in set proved_at = now() - interval '16 minutes' where id = '%s'"
            .formatted(principal.signIn()));
    assertThatThrownBy(() -> authorizer.requireFresh())
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("step-up-required"));
    assertThat(
            tenant.as(() -> {
              authorizer.requireFresh();
              return true;
            }))
        .as("API tokens are exempt")
        .isTrue();
  }

  @Test
  void weakPasswordsAreRefused() {
    for (String weak : java.util.List.of("short", "password123", "PASSWORD123", "aaaaaaaaaaaa")) {
      assertThatThrownBy(() -> passwords.hash(weak)).isInstanceOf(Problem.class);
    }
  }

  private String signIn() {
    return signIns
        .start(signIns.check(email, PASSWORD).orElseThrow(), "192.0.2.1", "test")
        .secret();
  }

  private java.util.Optional<Principal> load(String cookie) {
    SecurityContext context = contexts.loadDeferredContext(request(cookie)).get();
    return context.getAuthentication() != null
            && context.getAuthentication().getPrincipal() instanceof Principal principal
        ? java.util.Optional.of(principal)
        : java.util.Optional.empty();
  }

  private static MockHttpServletRequest request(String cookie) {
    var request = new MockHttpServletRequest();
    request.setCookies(new Cookie("slipway", cookie));
    return request;
  }

  private static void become(Principal principal) {
    SecurityContextHolder.setContext(
        new SecurityContextImpl(CurrentCaller.authentication(principal)));
  }

  private UUID person() {
    return tenant.person().value();
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
