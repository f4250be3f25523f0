package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class SetupTest {
  @Autowired TestHttp http;
  @Autowired PlatformProperties settings;
  @Autowired FirstStart firstStart;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  @AfterEach
  void asNew() throws Exception {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql("delete from setup").update();
      int _ = db.system().sql("delete from sign_in_failure").update();
    });
    Files.deleteIfExists(code());
    firstStart.run(new DefaultApplicationArguments());
  }

  @Test
  void theCodeIsInAFileOnlyWeMayReadAndStaysOverARestart() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(code())))
        .isEqualTo("rw-------");
    String before = Files.readString(code());
    firstStart.run(new DefaultApplicationArguments());
    assertThat(Files.readString(code())).isEqualTo(before);
  }

  @Test
  void theCodeMakesTheOwnerOnceAndNeverAgain() throws Exception {
    assertThat(http.get("/api/v1/setup", null).json().path("needed").asBoolean()).isTrue();
    String code = Files.readString(code()).strip();

    Answer made = complete(code, "ada.%d@example.com".formatted(System.nanoTime()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("name").asString()).isEqualTo("Ada");
    assertThat(made.json().path("operator").asBoolean()).isTrue();
    assertThat(made.json().path("organizations").path(0).path("name").asString())
        .isEqualTo("Analytical Engines");

    assertThat(http.get("/api/v1/setup", null).json().path("needed").asBoolean()).isFalse();
    Answer again = complete(code, "eve@example.com");
    HostileRows.row("A19").expect(again);
  }

  @Test
  void aWrongCodeIsRefusedAndGuessingSlowedDown() {
    for (int i = 0; i < 20; i++) {
      assertThat(complete("AAAAA-AAAAA-AAAAA-AAAAA", "eve@example.com").status()).isEqualTo(401);
    }
    Answer next = complete("AAAAA-AAAAA-AAAAA-AAAAA", "eve@example.com");
    assertThat(next.status()).isEqualTo(429);
  }

  @Test
  void aWeakPasswordDoesNotUseUpTheCode() throws Exception {
    String code = Files.readString(code()).strip();
    Answer refused =
        http.post(
            "/api/v1/setup",
            null,
            """
            {"code": "%s", "email": "ada@example.com", "name": "Ada", "password": "password1", "organization": "A"}
            """
                .formatted(code));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(http.get("/api/v1/setup", null).json().path("needed").asBoolean()).isTrue();
  }

  private Answer complete(String code, String email) {
    return http.post(
        "/api/v1/setup",
        null,
        """
        {"code": "%s", "email": "%s", "name": "Ada", "password": "a long enough passphrase",
         "organization": "Analytical Engines"}
        """
            .formatted(code, email));
  }

  private Path code() {
    return settings.state().resolve("setup-code");
  }
}
