package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.registries.RealRegistry;
import dev.slipway.backend.registries.TinyImage;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is in a tenant's own registry, asked of a real one. */
@ServerTest
class OutsideImagesTest {
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired RegistriesApi api;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @TempDir Path folder;
  private TestTenant tenant;
  private RealRegistry registry;

  @BeforeEach
  void aRegistryWithImages() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    registry = RealRegistry.withPassword(folder, "ada", "right");
    tenant = tenants.create();
  }

  @AfterEach
  void stop() {
    if (RealRegistry.available()) {
      registry.close();
    }
  }

  @Test
  void repositoriesAreListedPageByPageWithWhoUsesThem() throws Exception {
    push("team/api:1", "a");
    push("team/web:1", "b");
    uses("team/web");
    String path = added("OTHER", "right") + "/repositories";
    JsonNode first = get(path + "?limit=1");
    assertThat(first.path("complete").asBoolean()).isTrue();
    assertThat(first.path("items").size()).isEqualTo(1);
    assertThat(first.path("items").path(0).path("name").asString()).isEqualTo("team/api");
    assertThat(first.path("items").path(0).path("usedBy")).isEmpty();
    JsonNode second = get(path + "?limit=1&after=" + first.path("next").asString());
    assertThat(second.path("items").path(0).path("name").asString()).isEqualTo("team/web");
    assertThat(second.path("items").path(0).path("address").asString())
        .isEqualTo(registry.name() + "/team/web");
    assertThat(second.path("items").path(0).path("usedBy").path(0).asString())
        .isEqualTo("shop/production/web");
  }

  @Test
  void tagsHaveTheirDigestAndSize() throws Exception {
    String digest = push("team/web:1", "one");
    push("team/web:2", "two");
    String path = added("OTHER", "right") + "/tags?repository=team/web&limit=1";
    JsonNode newest = get(path);
    assertThat(newest.path("items").path(0).path("tag").asString()).isEqualTo("2");
    JsonNode older = get(path + "&after=" + newest.path("next").asString());
    assertThat(older.path("items").path(0).path("tag").asString()).isEqualTo("1");
    assertThat(older.path("items").path(0).path("digest").asString()).isEqualTo(digest);
    assertThat(older.path("items").path(0).path("bytes").asLong()).isGreaterThan(1024);
    assertThat(older.path("next").isNull()).isTrue();
  }

  /** As those of Docker Hub, GitHub and others. */
  @Test
  void ofARegistryThatDoesNotListThoseThatAppsUseAreShown() throws Exception {
    push("team/api:1", "a");
    push("team/web:1", "b");
    uses("team/web");
    String path = added("OTHER", "right");
    run("update registry set kind = 'GHCR' where organization_id = :organization");
    JsonNode shown = get(path + "/repositories");
    assertThat(shown.path("complete").asBoolean()).isFalse();
    assertThat(shown.path("items").size()).isEqualTo(1);
    assertThat(shown.path("items").path(0).path("name").asString()).isEqualTo("team/web");
    assertThat(get(path + "/tags?repository=team/web").path("items").size()).isEqualTo(1);
  }

  @Test
  void aRegistryThatDoesNotAnswerIsSaidAndNothingIsWritten() {
    String path = added("OTHER", "right");
    JsonNode before = get(path);
    registry.close();
    Answer refused = http.get(path + "/repositories", tenant.token());
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("registry-unreachable");
    assertThat(get(path)).isEqualTo(before);
  }

  @Test
  void whatIsNoRepositoryIsRefusedBeforeAnybodyIsAsked() {
    String path = added("OTHER", "right");
    registry.close();
    for (String bad : new String[] {"", "../v2", "Team/Web", "a%3Fb", "a/../b"}) {
      assertThat(http.get(path + "/tags?repository=" + bad, tenant.token()).status())
          .as(bad)
          .isEqualTo(404);
    }
  }

  private String added(String kind, String password) {
    String all = "/api/v1/organizations/%s/registries".formatted(tenant.organization().value());
    Answer added =
        http.post(
            all,
            tenant.token(),
            """
            {"name": "Ours", "kind": "%s", "host": "%s", "user": "ada", "password": "%s"}
            """
                .formatted(kind, registry.name(), password));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    return all + "/" + added.json().path("id").asString();
  }

  private JsonNode get(String path) {
    Answer answer = http.get(path, tenant.token());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String push(String repository, String label) throws Exception {
    String digest = TinyImage.write(folder.resolve("image-" + label), label);
    var pushed = registry.push(folder.resolve("image-" + label), repository, "ada:right");
    assertThat(pushed.status()).as(pushed.output()).isZero();
    return digest;
  }

  private void uses(String repository) {
    run(
        """
        update app set source = source || jsonb_build_object(
          'image', jsonb_build_object('repository', '%s/%s', 'reference', '1'))
         where organization_id = :organization
        """
            .formatted(registry.name(), repository));
  }

  private void run(String sql) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).param("organization", tenant.organization().value()).update();
    });
  }
}
