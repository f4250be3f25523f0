package dev.slipway.backend.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.registries.ImageUseView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.images.ProjectPaths;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class ImageBrowserTest {
  private static final String REVISION =
      """
      with r as (insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec,
                                       config, routes, created_at)
                 select :id, :organization, :app, next_revision_number, :repository, :digest, spec, '{}', '[]', now()
                   from app where id = :app)
      update app set next_revision_number = next_revision_number + :newer where id = :app
      """;

  @Autowired TestTenants tenants;
  @Autowired PlatformProperties platform;
  @Autowired RegistryTokens tokens;
  @Autowired ImageUseRepository uses;
  @Autowired ProjectPaths paths;
  @Autowired EventLog events;
  @Autowired Json json;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;
  @TempDir Path folder;
  private TestTenant tenant;
  private RealRegistry registry;
  private ImageBrowser browser;
  private String tool;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    tenant = tenants.create();
    tool = tenant.slug() + "/shop/tool";
    registry = RealRegistry.start(folder, platform.state().resolve("registry/token.crt"), port);
    PlatformProperties there = RegistryDoorTest.at(platform, registry.host());
    browser =
        new ImageBrowser(
            new StoredImages(new RegistryClient(tokens, there), json),
            uses,
            paths,
            there,
            events,
            transaction);
  }

  @AfterEach
  void stop() {
    if (RealRegistry.available()) {
      registry.close();
    }
  }

  @Test
  void aProjectSeesItsOwnRepositoriesPageByPage() throws Exception {
    push("one", tool + ":1");
    push("two", tenant.slug() + "/shop/web:1");
    push("two", tenant.slug() + "/shop/web:2");
    project("shopping");
    push("three", tenant.slug() + "/shopping/other:1");
    var first = browser.repositories(tenant.projectScope(), null, 1);
    assertThat(first.items())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.name()).isEqualTo(tool);
          assertThat(one.address()).isEqualTo(registry.host() + "/" + tool);
          assertThat(one.tags()).isEqualTo(1);
        });
    var second = browser.repositories(tenant.projectScope(), first.next(), 1);
    assertThat(second.items())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.name()).endsWith("/shop/web");
          assertThat(one.tags()).isEqualTo(2);
        });
    assertThat(second.next()).isNull();
  }

  @Test
  void tagsSayWhatTheyAreAndWhoUsesThem() throws Exception {
    String digest = push("one", tool + ":1");
    push("two", tool + ":2");
    revision(digest, 1);
    var page = browser.tags(tenant.projectScope(), tool, null, 1);
    assertThat(page.items())
        .singleElement()
        .satisfies(image -> {
          assertThat(image.tag()).isEqualTo("2");
          assertThat(image.uses()).isEmpty();
        });
    var next = browser.tags(tenant.projectScope(), tool, page.next(), 20);
    assertThat(next.items())
        .singleElement()
        .satisfies(image -> {
          assertThat(image.tag()).isEqualTo("1");
          assertThat(image.digest()).isEqualTo(digest);
          assertThat(image.bytes()).isGreaterThan(1000);
          assertThat(image.uses())
              .containsExactly(new ImageUseView(tenant.app().value(), "production/web", 1, 0));
        });
    assertThat(browser.repositories(tenant.projectScope(), null, 20).items().getFirst().usedBy())
        .containsExactly("production/web");
  }

  @Test
  void anImageThatAnAppCanGoBackToStays() throws Exception {
    String digest = push("one", tool + ":1");
    revision(digest, 10);
    Problem refused = refused(digest);
    assertThat(refused.type()).isEqualTo("image-in-use");
    assertThat(refused.getMessage()).contains("production/web", "revision 1");
    assertThat(browser.tags(tenant.projectScope(), tool, null, 20).items()).hasSize(1);
  }

  @Test
  void anImageOfLongAgoIsDeletedWithItsTags() throws Exception {
    String digest = push("one", tool + ":1");
    push("one", tool + ":2");
    revision(digest, 11);
    assertThat(refused("1").type()).isEqualTo("image-has-more-tags");
    browser.delete(tenant.projectScope(), tool, digest);
    assertThat(browser.tags(tenant.projectScope(), tool, null, 20).items()).isEmpty();
  }

  @Test
  void layersThatImagesShareAreCountedOnce() throws Exception {
    push("one", tool + ":1");
    push("one", tool + ":2");
    long one = browser.storage(tenant.projectScope()).bytes();
    push("two", tool + ":3");
    var both = browser.storage(tenant.projectScope());
    assertThat(both.images()).isEqualTo(2);
    assertThat(both.bytes()).isGreaterThan(one).isLessThan(2 * one);
    assertThat(both.complete()).isTrue();
  }

  @Test
  void whatIsOutsideOfTheProjectIsNotThere() throws Exception {
    project("another");
    String other = tenant.slug() + "/another/tool";
    String digest = push("one", other + ":1");
    for (String repository : new String[] {other, "library/x", "../" + tool, ""}) {
      var refused =
          catchThrowableOfType(
              Problem.class, () -> browser.delete(tenant.projectScope(), repository, digest));
      assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }
  }

  private void project(String slug) {
    transaction.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql(
                  "insert into project (id, organization_id, slug, created_at) values (:id, :organization, :slug, now())")
              .param("id", UUID.randomUUID())
              .param("organization", tenant.organization().value())
              .param("slug", slug)
              .update();
    });
  }

  private Problem refused(String reference) {
    return catchThrowableOfType(
        Problem.class, () -> browser.delete(tenant.projectScope(), tool, reference));
  }

  private String push(String name, String to) throws Exception {
    Path image = folder.resolve(name);
    String digest = TinyImage.write(image, name);
    var pushed = registry.push(image, to, "any:" + tenant.token());
    assertThat(pushed.status()).as(pushed.output()).isZero();
    return digest;
  }

  /**
   * @param newer how many revisions follow, this one counted
   */
  private void revision(String digest, int newer) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(REVISION)
            .params(
                Map.of(
                    "id",
                    UUID.randomUUID(),
                    "organization",
                    tenant.organization().value(),
                    "app",
                    tenant.app().value(),
                    "repository",
                    tool,
                    "digest",
                    digest,
                    "newer",
                    newer))
            .update());
  }
}
