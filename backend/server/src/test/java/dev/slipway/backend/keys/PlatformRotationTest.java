package dev.slipway.backend.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.keys.KeyView;
import dev.slipway.api.keys.KeysApi;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Exchanging the platform's key, with everything it encrypts. */
@ServerTest
class PlatformRotationTest {
  @Autowired TestTenants tenants;
  @Autowired KeysApi keys;
  @Autowired KeyReconciler reconciler;
  @Autowired Vault vault;
  @Autowired PlatformProperties settings;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  long epoch;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
    epoch = tenants.lead();
  }

  @Test
  void keySetsAndThePlatformsOwnSecretsFollowTheNewVersion() throws Exception {
    byte[] secret = encrypt("s3cret");
    byte[] own = vault.encryptForPlatform("test", "own".getBytes(UTF_8));

    var begun = tenant.as(keys::rotatePlatform);
    assertThat(begun.versions()).filteredOn(KeyView::enabled).hasSize(2);
    assertThat(begun.remaining()).isPositive();
    assertThat(decrypt(secret)).isEqualTo("s3cret");
    assertThatThrownBy(() -> tenant.as(keys::rotatePlatform)).isInstanceOf(Problem.class);

    var _ = reconciler.reconcile(epoch);
    assertThat(tenant.as(keys::platform).remaining()).isZero();
    // Somebody may still write with the one before; a minute later nobody does.
    assertThat(tenant.as(keys::platform).versions()).filteredOn(KeyView::enabled).hasSize(2);
    Path file = settings.state().resolve("keys").resolve("platform-key");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));
    var _ = reconciler.reconcile(epoch);

    List<KeyView> versions = tenant.as(keys::platform).versions();
    assertThat(versions).filteredOn(KeyView::enabled).hasSize(1).allMatch(KeyView::primary);
    assertThat(decrypt(secret)).isEqualTo("s3cret");
    // What nobody re-encrypted is no longer readable.
    assertThatThrownBy(() -> vault.decryptForPlatform("test", own))
        .isInstanceOf(IllegalStateException.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private byte[] encrypt(String value) {
    return transaction.execute(
        _ -> vault.encrypt(tenant.organization(), "test", value.getBytes(UTF_8)));
  }

  private String decrypt(byte[] sealed) {
    return new String(
        transaction.<byte[]>execute(_ -> vault.decrypt(tenant.organization(), "test", sealed)),
        UTF_8);
  }
}
