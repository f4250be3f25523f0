package dev.slipway.backend.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.people.ChangePassword;
import dev.slipway.api.people.ConfirmTotp;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.Prove;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Browsers;
import dev.slipway.backend.signin.Passwords;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.signin.Welcome;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class FactorsTest {
  private static final String PASSWORD = "a long enough passphrase";
  private static final String NEXT = "another long passphrase";

  @Autowired FactorsApi factors;
  @Autowired Codes codes;
  @Autowired Attempts attempts;
  @Autowired Browsers browsers;
  @Autowired Welcome welcome;
  @Autowired Passwords passwords;
  @Autowired BeanFactory beans;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  TestSignIns signIns;
  Principal ada;

  @BeforeEach
  void somebodyWhoIsSignedIn() {
    tenant = tenants.create();
    signIns = new TestSignIns(beans);
    change("delete from sign_in_failure");
    change(
        "update person set password_hash = '%s' where id = '%s'"
            .formatted(passwords.hash(PASSWORD), tenant.person().value()));
    ada = signIns.start(tenant.person());
  }

  @Test
  void aNewPasswordEndsEveryOtherSignInAndTheTokens() {
    Principal elsewhere = signIns.start(tenant.person());
    as(ada, () -> factors.changePassword(new ChangePassword(PASSWORD, NEXT, null)));
    assertThat(signIns.knows(email(), NEXT)).isTrue();
    assertThat(signIns.knows(email(), PASSWORD)).isFalse();
    as(ada, () -> assertThat(factors.factors().password()).isTrue());
    assertProblem("unauthenticated", () -> as(elsewhere, () -> factors.factors()));
    assertThat(http.get("/api/v1/me", tenant.token()).status()).isEqualTo(401);
  }

  @Test
  void tokensStayWhenAsked() {
    as(ada, () -> factors.changePassword(new ChangePassword(PASSWORD, NEXT, true)));
    assertThat(http.get("/api/v1/me", tenant.token()).status()).isEqualTo(200);
  }

  @Test
  void theCurrentPasswordIsNeededAndGuessingItIsSlowedDown() {
    for (int i = 0; i < 5; i++) {
      assertProblem(
          "unauthenticated",
          () -> as(ada, () -> factors.changePassword(new ChangePassword("wrong", NEXT, null))));
    }
    // The pause is two seconds, and hashing may take longer on a slow machine.
    change("update sign_in_failure set last_at = now() + interval '1 minute'");
    assertProblem(
        "rate-limited",
        () -> as(ada, () -> factors.changePassword(new ChangePassword(PASSWORD, NEXT, null))));
    assertThat(signIns.knows(email(), PASSWORD)).isTrue();
  }

  @Test
  void aWeakPasswordIsRefused() {
    assertProblem(
        "validation-failed",
        () -> as(ada, () -> factors.changePassword(new ChangePassword(PASSWORD, "short", null))));
  }

  @Test
  void aTokenDoesNotChangeHowItsOwnerSignsIn() {
    assertThat(http.post("/api/v1/me/totp", tenant.token(), "{}").status()).isEqualTo(403);
    assertThat(http.get("/api/v1/me/factors", tenant.token()).status()).isEqualTo(403);
  }

  @Test
  void codesAreAskedForOnceOneWasConfirmed() {
    NewTotpView begun = call(ada, () -> factors.beginTotp());
    assertThat(begun.uri()).startsWith("otpauth://totp/Slipway:").contains(begun.secret());
    assertThat(call(ada, () -> factors.factors()).totpSince()).isNull();
    assertProblem(
        "unauthenticated", () -> as(ada, () -> factors.confirmTotp(new ConfirmTotp("000000"))));
    List<String> recovery = confirm(begun);
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
    assertThat(call(ada, () -> factors.factors()).totpSince()).isNotNull();
    assertProblem("totp-on", () -> as(ada, () -> factors.beginTotp()));
  }

  @Test
  void aCodeCountsOnceAlsoWhenFiftyBringItAtOnce() throws Exception {
    NewTotpView begun = call(ada, () -> factors.beginTotp());
    String first = AppCodes.code(begun, 0);
    as(ada, () -> factors.confirmTotp(new ConfirmTotp(first)));
    assertThat(codes.accept(tenant.person(), first)).as("the code that confirmed it").isFalse();
    String next = AppCodes.code(begun, 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tried = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 50; i++) {
        tried.add(threads.submit(() -> codes.accept(tenant.person(), next)));
      }
      int accepted = 0;
      for (var attempt : tried) {
        accepted += attempt.get() ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(1);
    }
  }

  @Test
  void aRecoveryCodeCountsOnceHoweverItIsTyped() {
    List<String> recovery = confirm(call(ada, () -> factors.beginTotp()));
    String typed = recovery.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    assertThat(codes.accept(tenant.person(), typed)).isTrue();
    assertThat(codes.accept(tenant.person(), recovery.getFirst())).isFalse();
    assertThat(call(ada, () -> factors.factors()).recoveryCodesLeft()).isEqualTo(9);
    assertThat(codes.accept(tenants.create().person(), recovery.get(1)))
        .as("somebody else's")
        .isFalse();
  }

  @Test
  void turningCodesOffNeedsARecentProofWithTheCode() {
    NewTotpView begun = call(ada, () -> factors.beginTotp());
    List<String> _ = confirm(begun);
    change(
        "update sign_in set proved_at = now() - interval '1 hour' where person_id = '%s'"
            .formatted(tenant.person().value()));
    assertProblem("step-up-required", () -> as(ada, () -> factors.removeTotp()));
    assertProblem(
        "validation-failed", () -> as(ada, () -> factors.prove(new Prove(PASSWORD, null, null))));
    assertProblem(
        "unauthenticated", () -> as(ada, () -> factors.prove(new Prove(null, "123", null))));
    as(ada, () -> factors.prove(new Prove(null, AppCodes.code(begun, 1), null)));
    as(ada, () -> factors.removeTotp());
    assertThat(call(ada, () -> factors.factors()).totpSince()).isNull();
    assertThat(call(ada, () -> factors.factors()).recoveryCodesLeft()).isZero();
  }

  @Test
  void thePasswordProvesWhereThereAreNoCodes() {
    change(
        "update sign_in set proved_at = null where person_id = '%s'"
            .formatted(tenant.person().value()));
    assertProblem("step-up-required", () -> as(ada, () -> factors.beginTotp()));
    assertProblem(
        "unauthenticated", () -> as(ada, () -> factors.prove(new Prove("wrong", null, null))));
    as(ada, () -> factors.prove(new Prove(PASSWORD, null, null)));
    assertThat(call(ada, () -> factors.beginTotp()).qrCode()).startsWith("M");
  }

  @Test
  void theSecondStepSignsInAndOnlyInTheBrowserOfTheFirst() throws Exception {
    NewTotpView begun = call(ada, () -> factors.beginTotp());
    List<String> _ = confirm(begun);
    var stranger = secondStep(AppCodes.code(begun, 1));
    assertThat(stranger.getRedirectedUrl()).isEqualTo("/login?expired");

    change(
        """
        insert into half_sign_in (token_hash, person_id, rights_epoch, expires_at)
        select sha256('half'), id, rights_epoch, now() + interval '5 minutes' from person where id = '%s'
        """
            .formatted(tenant.person().value()));
    var half = new jakarta.servlet.http.Cookie("slipway-half", "half");
    assertThat(secondStep("000", half).getRedirectedUrl()).isEqualTo("/login/factor?error");
    var done = secondStep(AppCodes.code(begun, 1), half);
    assertThat(done.getRedirectedUrl()).isEqualTo("/");
    String cookie = Objects.requireNonNull(done.getCookie("slipway")).getValue();
    assertThat(signIns.find(cookie).orElseThrow().caller().name()).isEqualTo("Ada");
    assertThat(secondStep(AppCodes.code(begun, 1), half).getRedirectedUrl())
        .isEqualTo("/login?expired");
  }

  private MockHttpServletResponse secondStep(String code, jakarta.servlet.http.Cookie... cookies)
      throws Exception {
    var request = new MockHttpServletRequest("POST", "/login/factor");
    request.addHeader("Accept", "text/html");
    request.setParameter("code", code);
    request.setCookies(cookies);
    var response = new MockHttpServletResponse();
    new SecondFactorFilter(browsers, codes, attempts, welcome)
        .doFilter(request, response, new MockFilterChain());
    return response;
  }

  private List<String> confirm(NewTotpView begun) {
    return call(ada, () -> factors.confirmTotp(new ConfirmTotp(AppCodes.code(begun, 0)))).codes();
  }

  private String email() {
    return tenant.slug() + "@example.com";
  }

  private <T> T call(Principal somebody, java.util.concurrent.Callable<T> action) {
    return tenant.as(somebody, action);
  }

  private void as(Principal somebody, Runnable action) {
    var _ =
        tenant.as(
            somebody,
            () -> {
              action.run();
              return true;
            });
  }

  private static void assertProblem(String type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
