package dev.slipway.backend.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestBrowser;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Guessing at the sign-in form, over HTTP. */
@ServerTest
class HostileSignInTest {
  private static final String PASSWORD = "a long enough passphrase";

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Passwords passwords;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebodyWithAPassword() {
    tenant = tenants.create();
    change(
        "update person set password_hash = '%s' where id = '%s'"
            .formatted(passwords.hash(PASSWORD), tenant.person().value()));
  }

  @AfterEach
  void forgetAttempts() {
    change("delete from sign_in_failure");
  }

  @Test
  void aHundredWrongPasswordsAreRefusedAndTheOwnerSignsInElsewhere() {
    Row row = HostileRows.row("A10");
    TestBrowser guesser = http.program();
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      Answer answer = signIn(guesser, "wrong " + i);
      if (answer.status() == 401) {
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        refused++;
      } else {
        row.expect(answer);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 900);
      }
    }
    // Five are free; of the rest one when each pause is over, and the pauses double.
    assertThat(refused).isBetween(5, 10);
    TestBrowser owner = http.browser();
    assertThat(signIn(owner, PASSWORD).header("Location")).endsWith("/");
    assertThat(owner.cookie("slipway")).isPresent();
  }

  @Test
  void peopleReadHowLongToWait() {
    TestBrowser guesser = http.browser();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(guesser, "wrong").header("Location")).endsWith("/login?error");
    }
    change("update sign_in_failure set last_at = now() + interval '1 minute'");
    Answer answer = signIn(guesser, PASSWORD);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void lettersInUpperCaseAreNoNewAttempts() {
    TestBrowser guesser = http.program();
    for (int i = 0; i < 5; i++) {
      String typed = i % 2 == 0 ? email().toUpperCase(Locale.ROOT) : email();
      assertThat(signIn(guesser, typed, "wrong").status()).isEqualTo(401);
    }
    change("update sign_in_failure set last_at = now() + interval '1 minute'");
    String typed = " " + email().replace("example", "eXample");
    HostileRows.row("A10").expect(signIn(guesser, typed, "wrong"));
  }

  @Test
  void aFormOfAnotherPageIsNotRead() {
    TestBrowser program = http.program();
    Map<String, String> fields = Map.of("username", email(), "password", PASSWORD);
    Answer answer = program.postAsIs("/login", fields);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
    assertThat(program.cookie("slipway")).isEmpty();
    assertThat(http.browser().postAsIs("/login", fields).header("Location"))
        .endsWith("/login?expired");
  }

  private Answer signIn(TestBrowser browser, String password) {
    return signIn(browser, email(), password);
  }

  private static Answer signIn(TestBrowser browser, String typed, String password) {
    return browser.post("/login", Map.of("username", typed, "password", password));
  }

  private String email() {
    return tenant.slug() + "@example.com";
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
