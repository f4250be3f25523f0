package dev.slipway.backend.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.Forge;
import dev.slipway.api.repositories.ReplaceToken;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class CredentialsTest {
  private static final String TOKEN = "ghp_canaryCanaryCanary";
  private static final String HTTPS = "https://github.com/acme/shop.git";
  private static final String SSH = "git@github.com:acme/shop.git";

  @Autowired RepositoriesApi repositories;
  @Autowired AppRepositoryApi ofApp;
  @Autowired AppsApi apps;
  @Autowired RepositoryAccess access;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  private TestTenant tenant;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
  }

  @Test
  void aDeployKeyShowsItsPublicHalfOnly() {
    CredentialView key = create(CreateCredential.deployKey("Shop"));
    assertThat(key.publicKey()).startsWith("ssh-ed25519 AAAAC3Nza").endsWith(" slipway-Shop");
    assertThat(key.fingerprint()).startsWith("SHA256:").hasSize(50);
    assertThat(list()).isEqualTo(List.of(key));
    assertThat(column("secret")).doesNotContain("OPENSSH");
  }

  @Test
  void aTokenIsNeverGivenOutAgain() {
    CredentialView token = create(token("Shop", "github.com"));
    assertThat(token.toString()).doesNotContain(TOKEN);
    assertThat(token("Shop", "github.com").toString()).doesNotContain(TOKEN);
    assertThat(token.username()).isEqualTo("x-access-token");
    assertThat(token.forge()).isEqualTo(Forge.GITHUB);
    assertThat(column("secret")).doesNotContain("canary");
  }

  @Test
  void aNameIsTakenOnce() {
    create(CreateCredential.deployKey("Shop"));
    assertProblem("name-taken", () -> create(token("Shop", "github.com")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1", "localhost", "a/b", "169.254.169.254", "git.internal"})
  void aTokenIsForAPublicHost(String host) {
    assertThatThrownBy(() -> create(token("Shop", host)))
        .isInstanceOf(Problem.class)
        .message()
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "two words", "ghp_x\nHost: evil"})
  void aTokenIsOneWord(String token) {
    assertThatThrownBy(() ->
            create(
                new CreateCredential(
                    "Shop", CredentialKind.TOKEN, "github.com", null, token, null, null)))
        .hasMessageContaining("token");
  }

  @Test
  void anAppIsOpenedByTheCredentialItsSourceNames() {
    CredentialView token = create(token("Shop", "github.com"));
    source(HTTPS, token.id());
    Opening opening = open(HTTPS, token.id());
    assertThat(opening.user()).isEqualTo("x-access-token");
    assertThat(opening.password()).isEqualTo(TOKEN);
    assertThat(opening.toString()).doesNotContain(TOKEN);
    assertThat(list().getFirst().usedBy()).isEqualTo(1);
    assertProblem(
        "in-use",
        () ->
            tenant.as(() -> {
              repositories.delete(tenant.organization().value(), token.id());
              return true;
            }));
  }

  @Test
  void aTokenIsShownToNoOtherHost() {
    CredentialView token = create(token("Shop", "github.com"));
    assertProblem(
        "validation-failed", () -> source("https://git.example.org/acme/shop", token.id()));
    assertThat(open("https://git.example.org/acme/shop", token.id()).password()).isEmpty();
    assertThat(open("https://github.com.example.org/acme/shop", token.id()).password()).isEmpty();
    assertThat(open("http://github.com/acme/shop", token.id()).password()).isEqualTo(TOKEN);
  }

  @Test
  void aDeployKeyNeedsAnAddressOfSsh() {
    CredentialView key = create(CreateCredential.deployKey("Shop"));
    assertThatThrownBy(() -> source(HTTPS, key.id()))
        .hasMessageContaining("git@github.com:acme/shop.git");
    source(SSH, key.id());
    Opening opening = open(SSH, key.id());
    assertThat(opening.url()).isEqualTo("ssh://git@github.com/acme/shop.git");
    assertThat(opening.sshKeys())
        .singleElement()
        .asString()
        .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    assertThat(opening.knownHosts())
        .contains(
            "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
  }

  @Test
  void aRotatedKeyIsOfferedBesideTheOneBefore() {
    CredentialView before = create(CreateCredential.deployKey("Shop"));
    String old = open(SSH, before.id()).sshKeys().getFirst();
    CredentialView after =
        tenant.as(() -> repositories.rotate(tenant.organization().value(), before.id()));
    assertThat(after.publicKey()).isNotEqualTo(before.publicKey());
    assertThat(after.olderKeyOffered()).isTrue();
    assertThat(open(SSH, before.id()).sshKeys()).hasSize(2).last().isEqualTo(old);
  }

  @Test
  void aTokenIsReplacedAndAKeyIsNot() {
    CredentialView token = create(token("Shop", "github.com"));
    var replacement = new ReplaceToken("ci", "ghp_another", null);
    CredentialView after = replace(token, replacement);
    assertThat(after.username()).isEqualTo("ci");
    assertThat(open(HTTPS, token.id()).password()).isEqualTo("ghp_another");
    assertThat(replacement.toString()).doesNotContain("ghp_another");
    CredentialView key = create(CreateCredential.deployKey("Key"));
    assertProblem("validation-failed", () -> replace(key, replacement));
  }

  @Test
  void anAppMayHaveItsOwnAndLosesItWhenItIsDeleted() {
    source(SSH, null);
    UUID app = tenant.app().value();
    CredentialView own = tenant.as(() -> ofApp.set(app, CreateCredential.deployKey(null)));
    assertThat(own.app()).isEqualTo(app);
    assertThat(list()).as("it is nobody else's").isEmpty();
    assertThat(tenant.as(() -> ofApp.repository(app)).credential()).isEqualTo(own);
    assertThat(open(SSH, null).sshKeys()).hasSize(1);
    assertProblem("validation-failed", () -> source(SSH, own.id()));
    tenant.as(() -> {
      apps.delete(app);
      return true;
    });
    assertThat(open(SSH, null).sshKeys()).isEmpty();
  }

  @Test
  void anotherOrganizationsCredentialIsNoneOfOurs() {
    CredentialView theirs = create(token("Shop", "github.com"));
    tenant = tenants.create();
    assertProblem("validation-failed", () -> source(HTTPS, theirs.id()));
    assertProblem("not-found", () -> replace(theirs, new ReplaceToken(null, null, null)));
    assertThat(open(HTTPS, theirs.id()).password()).isEmpty();
  }

  @Test
  void statusesAreReportedInTheWordsOfAForgeWeKnow() {
    assertThatThrownBy(() ->
            create(
                new CreateCredential(
                    "Own", CredentialKind.TOKEN, "git.example.org", null, TOKEN, true, null)))
        .hasMessageContaining("GITEA");
    CredentialView token =
        create(
            new CreateCredential(
                "Own", CredentialKind.TOKEN, "git.example.org", null, TOKEN, true, Forge.GITEA));
    assertThat(token.reportsStatus()).isTrue();
  }

  private CredentialView create(CreateCredential request) {
    return tenant.as(() -> repositories.create(tenant.organization().value(), request));
  }

  private CredentialView replace(CredentialView credential, ReplaceToken request) {
    return tenant.as(
        () -> repositories.replace(tenant.organization().value(), credential.id(), request));
  }

  private List<CredentialView> list() {
    return tenant.as(() -> repositories.list(tenant.organization().value()));
  }

  private Opening open(String url, @Nullable UUID credential) {
    return access.open(tenant.organization(), tenant.app(), url, credential);
  }

  private void source(String url, @Nullable UUID credential) {
    var source =
        new AppSource(url, "main", ".", "Dockerfile", null, Map.of(), null, null, credential, null);
    tenant.as(() -> apps.update(tenant.app().value(), new UpdateApp(source, null, null), null));
  }

  private String column(String name) {
    return db.system()
        .sql(
            "select string_agg(encode(%s, 'escape'), ' ') from repository_credential"
                .formatted(name))
        .query(String.class)
        .single();
  }

  private static CreateCredential token(String name, String host) {
    return new CreateCredential(name, CredentialKind.TOKEN, host, null, TOKEN, null, null);
  }

  private static void assertProblem(String type, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.type()).isEqualTo(type));
  }
}
