package dev.slipway.backend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.ResizeVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class VolumesTest {
  private static final long SIZE = 64L << 20;

  @Autowired VolumesApi volumes;
  @Autowired AppsApi apps;
  @Autowired QuotasApi quotas;
  @Autowired TestTenants tenants;

  private TestTenant tenant;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
  }

  @Test
  void aNewVolumeIsNowhereAndEmpty() {
    VolumeView made = create("data", null);
    assertThat(made.state()).isEqualTo(VolumeState.UNUSED);
    assertThat(made.access()).isEqualTo(VolumeAccess.SINGLE_WRITER);
    assertThat(made.node()).isNull();
    assertThat(made.usage()).isNull();
    assertThat(made.users()).isEmpty();
    assertThat(list()).containsExactly(made);
  }

  @Test
  void aNameIsTakenOncePerEnvironment() {
    var _ = create("data", null);
    assertProblem("name-taken", () -> create("data", null));
    assertProblem("validation-failed", () -> create("../data", null));
  }

  @Test
  void itsSizeCountsAgainstTheQuotaForStorage() {
    var _ = create("data", null);
    long used = tenant.as(() -> quotas.quota(tenant.organization().value())).used().storageBytes();
    assertThat(used).isEqualTo(SIZE);
    assertProblem("quota-exceeded", () -> create("huge", null, 8L << 40));
    assertProblem("validation-failed", () -> create("tiny", null, 1));
  }

  @Test
  void itGrowsAndNeverShrinks() {
    VolumeView made = create("data", null);
    assertThat(resize(made, 2 * SIZE).sizeBytes()).isEqualTo(2 * SIZE);
    assertProblem("validation-failed", () -> resize(made, SIZE));
    assertProblem("quota-exceeded", () -> resize(made, 8L << 40));
  }

  @Test
  void whoMountsItIsShownAndKeepsItFromBeingDeleted() {
    VolumeView made = create("data", null);
    mount("web", Mount.volume("data", "/data"));
    assertThat(view(made).users())
        .containsExactly(new VolumeUserView(tenant.app().value(), "web", "/data", false, false));
    assertThatThrownBy(() -> delete(made))
        .hasMessage(
            "The volume data is used by web. Remove the mount from these apps and deploy them, or delete them; then delete it.");
    mount("web");
    delete(made);
    assertThat(list()).isEmpty();
  }

  @Test
  void anAppMountsOnlyWhatItsEnvironmentHas() {
    assertThatThrownBy(() -> mount("web", Mount.volume("data", "/data")))
        .hasMessage("This environment has no volume named data. Make it first.");
    TestTenant other = tenants.create();
    var _ =
        other.as(() ->
            volumes.create(other.environment().value(), new CreateVolume("data", SIZE, null)));
    assertProblem("validation-failed", () -> mount("web", Mount.volume("data", "/data")));
  }

  @Test
  void aVolumeOfOneWriterHasOne() {
    var _ = create("data", null);
    mount("web", Mount.volume("data", "/data"));
    AppView reader = app("reader");
    update(reader, AppSpec.worker().withMounts(List.of(Mount.readOnlyVolume("data", "/in"))), 3);
    assertProblem(
        "volume-has-writer",
        () -> update(reader, AppSpec.worker().withMounts(List.of(Mount.volume("data", "/in"))), 1));
    assertProblem("validation-failed", () -> update(tenant.app().value(), null, 2));
  }

  @Test
  void aSharedVolumeHasAnyNumberOfWriters() {
    var _ = create("media", VolumeAccess.SHARED);
    mount("web", Mount.volume("media", "/media"));
    update(tenant.app().value(), null, 4);
    AppView other = app("other");
    update(other, AppSpec.worker().withMounts(List.of(Mount.volume("media", "/m"))), 2);
    assertThat(list().getFirst().users())
        .extracting(VolumeUserView::slug)
        .containsExactly("other", "web");
  }

  @Test
  void anAppWithOneIdentityHasAtMostOnePod() {
    AppView app = app("bot");
    update(app, AppSpec.worker().withIdentity(Identity.ONE), 1);
    assertProblem("validation-failed", () -> update(app.id(), null, 2));
  }

  @Test
  void otherTenantsSeeNothingOfIt() {
    VolumeView made = create("data", null);
    TestTenant other = tenants.create();
    assertProblem("not-found", () -> other.as(() -> volumes.volume(made.id())));
    assertProblem("not-found", () -> other.as(() -> volumes.volume(UUID.randomUUID())));
  }

  private AppView app(String slug) {
    return tenant.as(() ->
        apps.create(
            tenant.environment().value(),
            new CreateApp(slug, AppView.Kind.WORKER, null, null, null)));
  }

  private void mount(String slug, Mount... mounts) {
    UUID id =
        tenant.as(() -> apps.ofProject(tenant.project().value())).stream()
            .filter(app -> app.slug().equals(slug))
            .findFirst()
            .orElseThrow()
            .id();
    update(id, AppSpec.web(8080).withMounts(List.of(mounts)), null);
  }

  private void update(AppView app, AppSpec spec, int replicas) {
    update(app.id(), spec, replicas);
  }

  private void update(
      UUID app,
      @org.jspecify.annotations.Nullable AppSpec spec,
      @org.jspecify.annotations.Nullable Integer replicas) {
    var _ = tenant.as(() -> apps.update(app, new UpdateApp(null, spec, replicas), null));
  }

  private VolumeView create(String name, @org.jspecify.annotations.Nullable VolumeAccess access) {
    return create(name, access, SIZE);
  }

  private VolumeView create(
      String name, @org.jspecify.annotations.Nullable VolumeAccess access, long size) {
    return tenant.as(
        () -> volumes.create(tenant.environment().value(), new CreateVolume(name, size, access)));
  }

  private VolumeView resize(VolumeView volume, long size) {
    return tenant.as(() -> volumes.resize(volume.id(), new ResizeVolume(size)));
  }

  private void delete(VolumeView volume) {
    tenant.as(() -> {
      volumes.delete(volume.id());
      return true;
    });
  }

  private VolumeView view(VolumeView volume) {
    return tenant.as(() -> volumes.volume(volume.id()));
  }

  private List<VolumeView> list() {
    return tenant.as(() -> volumes.ofEnvironment(tenant.environment().value()));
  }

  private static void assertProblem(String type, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
