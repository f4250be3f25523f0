package dev.slipway.backend.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.audit.AuditVerificationView;
import dev.slipway.backend.database.TestOwner;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Somebody with every right on the database changes the books; it shows, and where. */
@ServerTest
class ChainTest {
  private static final int ENTRIES = 5;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AuditVerification verification;
  @Autowired AuditSealer sealer;
  @Autowired ApplicationContext application;
  @TempDir Path folder;
  TestTenant tenant;

  @BeforeEach
  void fiveEntries() {
    tenant = tenants.create();
    for (int i = 0; i < ENTRIES; i++) {
      http.post(
          "/api/v1/organizations/%s/projects".formatted(tenant.organization().value()),
          tenant.token(),
          "{\"slug\": \"p%d\"}".formatted(i));
    }
  }

  @Test
  void anUntouchedChainIsIntact() {
    AuditVerificationView verdict = verify();
    assertThat(verdict.intact()).as(verdict.message()).isTrue();
    assertThat(verdict.entries()).isEqualTo(ENTRIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'Eve' where %s and seq = 3",
        "update audit_entry set outcome = 'failed' where %s and seq = 3",
        "update audit_entry set changes = null where %s and seq = 3",
        "update audit_entry set at = at + interval '1 microsecond' where %s and seq = 3",
        "update audit_entry set target_name = '', user_agent = target_name where %s and seq = 3",
        "update audit_entry set actor = 'Eve', hash = audit_hash(audit_entry) where %s and seq = 3",
        "delete from audit_entry where %s and seq = 3",
        "update audit_entry set seq = seq + 100 where %s and seq >= 3",
      })
  void aChangedEntryIsNamed(String forgery) throws SQLException {
    forge(forgery);
    assertThat(verify().intact()).isFalse();
    // A hash that was made to fit breaks the entry after it, or the one whose hash is older.
    assertThat(verify().brokenAt()).isEqualTo(3);
  }

  @Test
  void missingLastEntriesAreNamed() throws SQLException {
    forge("delete from audit_entry where %s and seq >= 4");
    assertThat(verify().brokenAt()).isEqualTo(4);
  }

  @Test
  void aChainWrittenAnewFromSomewhereOnDoesNotFitTheSeal() throws SQLException {
    sealer.reconcile(tenants.lead());
    assertThat(verify().seal()).isNotNull();
    assertThat(verify().intact()).isTrue();
    forge(
        """
        update audit_entry set actor = 'Eve' where %1$s and seq = 5;
        update audit_entry e set hash = audit_hash(e) where %1$s and seq = 5;
        update audit_chain set hash = (select hash from audit_entry where %1$s and seq = 5) where %1$s
        """);
    assertThat(verify().brokenAt()).isEqualTo(5);
    assertThat(verify().message()).contains("the seal of");
  }

  @Test
  void aSealIsSignedWithThePlatformsKey() {
    sealer.reconcile(tenants.lead());
    AuditVerificationView.Seal seal = Objects.requireNonNull(verify().seal());
    var decoder = java.util.Base64.getDecoder();
    String words =
        "slipway-audit-seal-1 %s %s %d %s"
            .formatted(tenant.organization().value(), seal.day(), seal.seq(), seal.hash());
    byte[] signature = decoder.decode(seal.signature());
    byte[] key = decoder.decode(seal.publicKey());
    assertThat(SealKey.verifies(words, signature, key)).isTrue();
    assertThat(SealKey.verifies(words + " ", signature, key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'Eve'",
        "delete from audit_entry",
        "truncate audit_entry",
        "update audit_seal set seq = 1",
        "update audit_key set public_key = ''",
        "delete from audit_key",
        "delete from audit_chain"
      })
  void notEvenTheOwnerOfTheTablesChangesABookByMistake(String change) throws SQLException {
    try (Connection owner = owner();
        var statement = owner.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("written once");
    }
  }

  @Test
  void anExportIsVerifiedWithoutTheServer() throws IOException {
    List<String> lines = export();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(ENTRIES);
    assertThat(command(lines)).startsWith("0 Intact: %d entries".formatted(lines.size()));
  }

  @Test
  void aChangedExportIsBrokenWhereItWasChanged() throws IOException {
    List<String> lines = export();
    lines.set(1, lines.get(1).replace("Ada", "Eve"));
    assertThat(command(lines)).startsWith("1 BROKEN at 2:");
  }

  @Test
  void aShortenedExportIsBrokenWhereALineIsMissing() throws IOException {
    List<String> lines = export();
    lines.remove(2);
    assertThat(command(lines)).startsWith("1 BROKEN at 3:");
  }

  private List<String> export() {
    return new ArrayList<>(
        http.get(
                "/api/v1/organizations/%s/audit/export".formatted(tenant.organization().value()),
                tenant.token())
            .body()
            .lines()
            .toList());
  }

  private String command(List<String> lines) throws IOException {
    Path file = Files.write(folder.resolve("audit.ndjson"), lines);
    var out = new ByteArrayOutputStream();
    int code =
        new AuditCommand(new PrintStream(out, true, StandardCharsets.UTF_8))
            .run("audit", "verify", file.toString());
    return code + " " + out.toString(StandardCharsets.UTF_8);
  }

  private AuditVerificationView verify() {
    return verification.verify(Chain.of(tenant.organization()));
  }

  /** As the owner of the tables who knows what is in the way. */
  private void forge(String sql) throws SQLException {
    try (Connection owner = owner();
        var statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      for (String table : List.of("audit_entry", "audit_chain")) {
        statement.execute("alter table %s no force row level security".formatted(table));
        statement.execute("alter table %s disable trigger user".formatted(table));
      }
      statement.execute(
          sql.formatted("organization_id = '%s'".formatted(tenant.organization().value())));
      for (String table : List.of("audit_entry", "audit_chain")) {
        statement.execute("alter table %s enable trigger user".formatted(table));
        statement.execute("alter table %s force row level security".formatted(table));
      }
      owner.commit();
    }
  }

  private Connection owner() throws SQLException {
    return TestOwner.open(application);
  }
}
