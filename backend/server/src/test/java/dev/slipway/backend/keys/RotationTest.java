package dev.slipway.backend.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.keys.KeysApi;
import dev.slipway.api.keys.KeysView;
import dev.slipway.api.keys.KeysView.Stage;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.KeyRing;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Exchanging an organization's key under its data. */
@ServerTest
class RotationTest {
  private static final int SECRETS = 25;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired KeysApi keys;
  @Autowired KeyRing ring;
  @Autowired Rotation rotation;
  @Autowired KeyReconciler reconciler;
  @Autowired Vault vault;
  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  long epoch;

  @BeforeEach
  void data() {
    tenant = tenants.create();
    epoch = tenants.lead();
    for (int i = 0; i < SECRETS; i++) {
      set("apps/%s".formatted(tenant.app().value()), "A" + i, "app-" + i);
      set("projects/%s".formatted(tenant.project().value()), "P" + i, "project-" + i);
    }
    revision();
    Answer hook =
        http.post("/api/v1/apps/%s/webhooks".formatted(tenant.app().value()), tenant.token(), "{}");
    assertThat(hook.status()).as(hook.body()).isBetween(200, 299);
  }

  @Test
  void everyValueIsReadableAtEveryStepAndTheOldKeyIsDisabledAtTheEnd() {
    KeysView begun = rotate();
    assertThat(requireNonNull(begun.rotation()).stage()).isEqualTo(Stage.ADDED);
    assertThat(begun.keys()).hasSize(2);
    assertThat(begun.keys().getFirst().primary()).isTrue();
    readable();

    rotation.promote(epoch, tenant.organization());
    readable();
    set("apps/%s".formatted(tenant.app().value()), "NEW", "written with the new key");

    // Seven at a time, each in a transaction: the process may end between any two, or within one.
    int steps = 0;
    while (rotation.reencrypt(epoch, tenant.organization(), 7) > 0) {
      readable();
      steps++;
    }
    assertThat(steps).isGreaterThan(5);
    KeysView done = view();
    assertThat(done.rotation()).isNull();
    assertThat(done.rotatedAt()).isNotNull();
    assertThat(done.keys())
        .extracting(key -> key.primary() + " " + key.enabled())
        .containsExactly("false false", "true true");
    readable();
  }

  @Test
  void aStepThatIsCutOffIsTakenUpAgain() {
    rotate();
    rotation.promote(epoch, tenant.organization());
    assertThatThrownBy(() ->
            transaction.execute(_ -> {
              rotation.reencrypt(epoch, tenant.organization(), 1000);
              throw new IllegalStateException("killed");
            }))
        .hasMessage("killed");
    readable();
    assertThat(requireNonNull(view().rotation()).remaining()).isGreaterThan(2 * SECRETS);
    // Another process, which knows nothing but the database.
    var _ = reconciler.reconcile(epoch);
    assertThat(view().rotation()).isNull();
    readable();
  }

  @Test
  void theReconcilerTakesItToTheEndAndMaySaySoTwice() {
    rotate();
    assertThatThrownBy(this::rotate).isInstanceOf(Problem.class).hasMessageContaining("under way");
    var _ = reconciler.reconcile(epoch);
    var _ = reconciler.reconcile(epoch);
    KeysView done = view();
    assertThat(done.rotation()).isNull();
    assertThat(done.destroyAt()).isAfter(done.rotatedAt());
    readable();
    assertThat(rotate().keys()).hasSize(3);
    var _ = reconciler.reconcile(epoch);
    readable();
  }

  @Test
  void disabledKeysAreDestroyedLater() {
    rotate();
    var _ = reconciler.reconcile(epoch);
    update("update organization_keyset set destroy_at = now() - interval '1 second'");
    var _ = reconciler.reconcile(epoch);
    assertThat(view().keys()).hasSize(1);
    readable();
  }

  @Test
  void whoDoesNotLeadAnyMoreChangesNothing() {
    rotate();
    long old = epoch;
    epoch = tenants.lead();
    assertThatThrownBy(() -> rotation.promote(old, tenant.organization()))
        .isInstanceOf(Db.Deposed.class);
    assertThat(requireNonNull(view().rotation()).stage()).isEqualTo(Stage.ADDED);
    var _ = reconciler.reconcile(epoch);
  }

  @Test
  void afterTheKeySetIsDestroyedNothingIsReadable() {
    ring.destroy(tenant.organization());
    assertThatThrownBy(this::readable).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyOwnersMayExchangeIt() {
    var member = tenants.member(tenant, dev.slipway.api.people.Role.ADMIN);
    assertThatThrownBy(() -> tenant.as(member, () -> keys.rotate(tenant.organization().value())))
        .isInstanceOf(Problem.class);
  }

  private void readable() {
    Map<String, byte[]> values = new HashMap<>();
    transaction.executeWithoutResult(_ ->
        db.in(tenant.organization())
            .sql("select key, ciphertext from config_variable where secret")
            .query(row -> {
              values.put(row.getString(1), row.getBytes(2));
            }));
    for (int i = 0; i < SECRETS; i++) {
      assertThat(
              open(
                  "app/%s/A%d".formatted(tenant.app().value(), i),
                  requireNonNull(values.get("A" + i))))
          .isEqualTo("app-" + i);
      assertThat(
              open(
                  "project/%s/P%d".formatted(tenant.project().value(), i),
                  requireNonNull(values.get("P" + i))))
          .isEqualTo("project-" + i);
    }
    String revision =
        transaction.execute(_ ->
            db.in(tenant.organization())
                .sql("select config -> 'TOKEN' ->> 'secret' from revision")
                .query(String.class)
                .single());
    assertThat(
            open(
                "app/%s/TOKEN".formatted(tenant.app().value()),
                Base64.getDecoder().decode(revision)))
        .isEqualTo("of-a-revision");
    transaction.executeWithoutResult(_ ->
        db.in(tenant.organization())
            .sql("select id, secret from webhook")
            .query(
                (org.springframework.jdbc.core.RowCallbackHandler)
                    row ->
                        assertThat(open("webhook/" + row.getString(1), row.getBytes(2)))
                            .isNotEmpty()));
  }

  private String open(String context, byte[] sealed) {
    return new String(
        transaction.<byte[]>execute(_ -> vault.decrypt(tenant.organization(), context, sealed)),
        UTF_8);
  }

  private void revision() {
    String context = "app/%s/TOKEN".formatted(tenant.app().value());
    byte[] sealed =
        transaction.execute(
            _ -> vault.encrypt(tenant.organization(), context, "of-a-revision".getBytes(UTF_8)));
    String config =
        json.write(
            Map.of(
                "TOKEN", Map.of("secret", Base64.getEncoder().encodeToString(sealed)),
                "GREETING", Map.of("plain", "hello")));
    transaction.executeWithoutResult(_ ->
        db.in(tenant.organization())
            .sql(
                """
                insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec,
                                      config, routes, created_at)
                values (:id, :organization, :app, 1, 'x', 'sha256:' || repeat('0', 64), '{}',
                        cast(:config as jsonb), '[]', now())
                """)
            .param("id", UUID.randomUUID())
            .param("organization", tenant.organization().value())
            .param("app", tenant.app().value())
            .param("config", config)
            .update());
  }

  private KeysView rotate() {
    return tenant.as(() -> keys.rotate(tenant.organization().value()));
  }

  private KeysView view() {
    return tenant.as(() -> keys.keys(tenant.organization().value()));
  }

  private void set(String place, String key, String value) {
    Answer answer =
        http.send(
            "PUT",
            "/api/v1/%s/config/%s".formatted(place, key),
            tenant.token(),
            "{\"value\": \"%s\", \"secret\": true}".formatted(value));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }
}
