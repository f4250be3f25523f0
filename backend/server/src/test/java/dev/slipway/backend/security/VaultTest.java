package dev.slipway.backend.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class VaultTest {
  private static final byte[] SECRET = "correct horse".getBytes(UTF_8);

  @Autowired Vault vault;
  @Autowired TestTenants tenants;
  @Autowired PlatformProperties settings;
  TestTenant mine;
  TestTenant other;

  @BeforeEach
  void twoTenants() {
    mine = tenants.create();
    other = tenants.create();
  }

  @Test
  void aSecretComesBackInItsPlaceOnly() {
    byte[] encrypted = vault.encrypt(mine.organization(), "app/1/KEY", SECRET);
    assertThat(new String(encrypted, UTF_8)).doesNotContain("horse");
    assertThat(vault.decrypt(mine.organization(), "app/1/KEY", encrypted)).isEqualTo(SECRET);
    assertThatThrownBy(() -> vault.decrypt(mine.organization(), "app/1/OTHER", encrypted))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.decrypt(other.organization(), "app/1/KEY", encrypted))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.decryptForPlatform("app/1/KEY", encrypted))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAlteredSecretIsRefused() {
    byte[] encrypted = vault.encryptForPlatform("ca", SECRET);
    assertThat(vault.decryptForPlatform("ca", encrypted)).isEqualTo(SECRET);
    encrypted[encrypted.length - 1] ^= 1;
    assertThatThrownBy(() -> vault.decryptForPlatform("ca", encrypted))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theKeyIsAFileOnlyWeMayRead() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(KeyFile.in(settings.state()))))
        .isEqualTo("rw-------");
  }
}
