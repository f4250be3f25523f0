package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.registries.AddRegistry;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.api.registries.RegistryImageView;
import dev.slipway.api.registries.RegistryKind;
import dev.slipway.api.registries.RegistryRepositoriesView;
import dev.slipway.api.registries.RegistryRepositoryView;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.api.registries.UpdateRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One that works and one that does not. */
public class InMemoryRegistries implements RegistriesApi {
  public final List<RegistryView> all = new ArrayList<>();
  public final List<AddRegistry> added = new ArrayList<>();

  public InMemoryRegistries() {
    reset();
  }

  public final void reset() {
    all.clear();
    added.clear();
    all.add(view("Team on GitHub", RegistryKind.GHCR, "ghcr.io", null));
    all.add(
        view(
            "Harbor",
            RegistryKind.HARBOR,
            "harbor.acme.example",
            "harbor.acme.example does not accept these credentials. Check user name and password."));
  }

  @Override
  public List<RegistryView> list(UUID organization) {
    return List.copyOf(all);
  }

  @Override
  public RegistryView add(UUID organization, AddRegistry request) {
    added.add(request);
    String host = request.host() == null ? "docker.io" : request.host();
    var view = view(request.name(), request.kind(), host, null);
    all.add(view);
    return view;
  }

  @Override
  public RegistryView registry(UUID organization, UUID registry) {
    return all.stream().filter(one -> one.id().equals(registry)).findAny().orElseThrow();
  }

  @Override
  public RegistryView update(UUID organization, UUID registry, UpdateRegistry request) {
    return mended(registry);
  }

  @Override
  public RegistryView check(UUID organization, UUID registry) {
    return mended(registry);
  }

  @Override
  public RegistryRepositoriesView repositories(
      UUID organization, UUID registry, @Nullable String after, int limit) {
    RegistryView one = registry(organization, registry);
    return new RegistryRepositoriesView(
        one.kind() != RegistryKind.GHCR,
        List.of(
            new RegistryRepositoryView(
                "team/web", one.host() + "/team/web", List.of("shop/production/web"))),
        null);
  }

  @Override
  public Page<RegistryImageView> tags(
      UUID organization, UUID registry, String repository, @Nullable String after, int limit) {
    return new Page<>(
        List.of(new RegistryImageView("1.4.2", "sha256:" + "ab".repeat(32), 5L << 20)), null);
  }

  @Override
  public void remove(UUID organization, UUID registry) {
    all.removeIf(one -> one.id().equals(registry));
  }

  private RegistryView mended(UUID registry) {
    RegistryView before = registry(Samples.ORGANIZATION, registry);
    var after = view(before.name(), before.kind(), before.host(), null);
    all.set(all.indexOf(before), after);
    return after;
  }

  private static RegistryView view(
      String name, RegistryKind kind, String host, @Nullable String problem) {
    return new RegistryView(
        UUID.randomUUID(),
        name,
        kind,
        host,
        null,
        null,
        "ada",
        null,
        problem == null,
        Samples.NOW,
        problem == null ? null : "registry-refused",
        problem,
        problem == null ? List.of("shop/production/web") : List.of(),
        "Ada",
        Samples.NOW);
  }
}
