package dev.slipway.backend.factors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.RecoveryCodesView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.signin.Passwords;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestBrowser;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The second half of signing in, over HTTP, by people who should not get there. */
@ServerTest
class HostileCodesTest {
  private static final String PASSWORD = "a long enough passphrase";

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Passwords passwords;
  @Autowired Codes codes;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  NewTotpView app;
  RecoveryCodesView recovery;

  @BeforeEach
  void somebodyWithAnAuthenticatorApp() {
    tenant = tenants.create();
    change(
        "update person set password_hash = '%s' where id = '%s'"
            .formatted(passwords.hash(PASSWORD), tenant.person().value()));
    app = codes.begin(tenant.person(), "ada");
    recovery = codes.confirm(tenant.person(), AppCodes.code(app, 0));
  }

  @AfterEach
  void forgetAttempts() {
    change("delete from sign_in_failure");
  }

  @Test
  void theSameCodeTwice() {
    String code = AppCodes.code(app, 1);
    TestBrowser owner = halfway();
    assertThat(enter(owner, code).header("Location")).endsWith("/");
    assertThat(owner.cookie("slipway")).isPresent();
    TestBrowser thief = halfway();
    HostileRows.row("A08").expect(enter(thief, code));
    assertThat(thief.cookie("slipway")).isEmpty();
  }

  @Test
  void theSameRecoveryCodeTwice() {
    String code = recovery.codes().getFirst();
    assertThat(enter(halfway(), code).header("Location")).endsWith("/");
    HostileRows.row("A08").expect(enter(halfway(), code));
  }

  @ParameterizedTest
  @CsvSource({"/login/factor, code, /login?expired", "/login/passkey, credential, /login?passkey"})
  void fromWhoHasNotBegun(String path, String field, String page) {
    var written = new Written(db, transaction);
    List<String> before = written.now();
    String value = field.equals("code") ? AppCodes.code(app, 1) : "{\"id\": \"AAAA\"}";
    TestBrowser program = http.program();
    Answer answer = program.post(path, Map.of(field, value));
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
    TestBrowser browser = http.browser();
    assertThat(browser.post(path, Map.of(field, value)).header("Location")).endsWith(page);
    assertThat(http.program().postAsIs(path, Map.of(field, value)).status()).isEqualTo(403);
    assertThat(http.browser().postAsIs(path, Map.of(field, value)).header("Location"))
        .endsWith("/login?expired");
    assertThat(program.cookie("slipway")).isEmpty();
    assertThat(browser.cookie("slipway")).isEmpty();
    assertThat(written.now()).isEqualTo(before);
    // The code was not used up by it.
    assertThat(enter(halfway(), AppCodes.code(app, 1)).header("Location")).endsWith("/");
  }

  @Test
  void guessingWithoutHavingBegunIsSlowedDown() {
    TestBrowser program = http.program();
    for (int i = 0; i < 20; i++) {
      assertThat(enter(program, "000000").status()).isEqualTo(401);
    }
    Answer answer = enter(program, "000000");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  private static Answer enter(TestBrowser browser, String code) {
    return browser.post("/login/factor", Map.of("code", code));
  }

  /** Password right, code still to come. */
  private TestBrowser halfway() {
    TestBrowser program = http.program();
    Answer answer =
        program.post(
            "/login", Map.of("username", tenant.slug() + "@example.com", "password", PASSWORD));
    assertThat(answer.header("Location")).as(answer.body()).endsWith("/login/factor");
    return program;
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
