package dev.slipway.backend.images;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.Page;
import dev.slipway.api.registries.RegistryImageView;
import dev.slipway.api.registries.RegistryRepositoriesView;
import dev.slipway.api.registries.RegistryRepositoryView;
import dev.slipway.backend.images.RegistryContents.Listed;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RegistryId;
import dev.slipway.backend.security.OrganizationScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What is in registries of the tenants' own. Asking them is never inside a transaction. */
@Service
class OutsideImages {
  private final OutsideRegistries registries;
  private final RegistryViewRepository views;
  private final RegistryContents contents;
  private final Logins logins;
  private final TransactionTemplate transaction;

  OutsideImages(
      OutsideRegistries registries,
      RegistryViewRepository views,
      RegistryContents contents,
      Logins logins,
      TransactionTemplate transaction) {
    this.registries = registries;
    this.views = views;
    this.contents = contents;
    this.logins = logins;
    this.transaction = transaction;
  }

  private interface Question<T> {
    T ask(Login login) throws RegistryRefused;
  }

  RegistryRepositoriesView repositories(
      OrganizationScope scope, RegistryId id, @Nullable String after, int limit) {
    int size = Cursor.pageSize(limit);
    if (after != null && !ImageName.isPath(after)) {
      throw Problem.invalid(
          "The cursor is not one this server gave out. Begin with the first page.");
    }
    OutsideRegistry registry = registries.find(scope, id);
    SortedMap<String, List<String>> used = in(() -> views.used(registry, scope.visible()));
    Optional<Listed> listed =
        asked(registry, login -> contents.repositories(login, registry.kind(), after, size));
    if (listed.isPresent()) {
      List<String> names = listed.get().names();
      return new RegistryRepositoriesView(
          true,
          views(registry, names, used),
          listed.get().more() && !names.isEmpty() ? names.getLast() : null);
    }
    List<String> left =
        used.keySet().stream().filter(name -> after == null || name.compareTo(after) > 0).toList();
    List<String> page = left.subList(0, Math.min(size, left.size()));
    return new RegistryRepositoriesView(
        false, views(registry, page, used), left.size() > size ? page.getLast() : null);
  }

  Page<RegistryImageView> tags(
      OrganizationScope scope,
      RegistryId id,
      String repository,
      @Nullable String after,
      int limit) {
    int size = Cursor.pageSize(limit);
    OutsideRegistry registry = registries.find(scope, id);
    if (!ImageName.isPath(repository)) {
      throw Problem.notFound("repository");
    }
    var image = new ImageName(registry.host(), repository);
    return asked(
        registry,
        login -> {
          List<String> left =
              contents.tags(login, repository).stream()
                  .filter(tag -> after == null || tag.compareTo(after) < 0)
                  .toList();
          List<String> page = left.subList(0, Math.min(size, left.size()));
          var found = new ArrayList<RegistryImageView>();
          for (String tag : page) {
            Optional<Manifest> manifest = contents.image(login, image, tag);
            if (manifest.isPresent()) {
              Manifest one = manifest.get();
              found.add(
                  new RegistryImageView(tag, one.digest(), contents.bytes(login, image, one)));
            }
          }
          return new Page<>(found, left.size() > size ? page.getLast() : null);
        });
  }

  private static List<RegistryRepositoryView> views(
      OutsideRegistry registry, List<String> names, SortedMap<String, List<String>> used) {
    return names.stream()
        .map(name ->
            new RegistryRepositoryView(
                name, registry.host() + "/" + name, used.getOrDefault(name, List.of())))
        .toList();
  }

  /** Looking writes nothing: who asks may be somebody who may only read. */
  private <T> T asked(OutsideRegistry registry, Question<T> question) {
    String password = in(() -> logins.unseal(registry));
    try {
      return question.ask(logins.kept(registry, password));
    } catch (RegistryRefused refused) {
      throw Problem.of(Problem.Kind.UNAVAILABLE, refused.type(), refused.getMessage());
    }
  }

  private <T> T in(Supplier<T> work) {
    return requireNonNull(transaction.execute(_ -> work.get()));
  }
}
