package dev.slipway.backend.images;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.registries.AddRegistry;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.api.registries.UpdateRegistry;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RegistryId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectFilter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Registries of the tenants' own. Asking them is never inside a transaction. */
@Service
class OutsideRegistries {
  private static final byte[] NOT_YET = {};

  private final OutsideRegistryRepository rows;
  private final RegistryViewRepository views;
  private final RegistryRules rules;
  private final RegistryCheck check;
  private final Logins logins;
  private final OutboundHttp http;
  private final PlatformProperties platform;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  OutsideRegistries(
      OutsideRegistryRepository rows,
      RegistryViewRepository views,
      RegistryRules rules,
      RegistryCheck check,
      Logins logins,
      OutboundHttp http,
      PlatformProperties platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rows = rows;
    this.views = views;
    this.rules = rules;
    this.check = check;
    this.logins = logins;
    this.http = http;
    this.platform = platform;
    this.transaction = transaction;
    this.clock = clock;
  }

  List<RegistryView> list(OrganizationScope scope) {
    return in(() -> views.list(scope.organization(), scope.visible(), null));
  }

  RegistryView view(OrganizationScope scope, RegistryId id) {
    return in(() -> views.list(scope.organization(), scope.visible(), id)).stream()
        .findAny()
        .orElseThrow(() -> Problem.notFound("registry"));
  }

  RegistryView add(OrganizationScope scope, AddRegistry request) {
    var name = new DisplayName(present(request.name(), "name"));
    var kind = present(request.kind(), "kind");
    String host = rules.host(kind, request.host());
    if (host.equals(platform.registryHost())) {
      throw Problem.invalid(
          "This is the built-in registry. Apps and builds use it without credentials.");
    }
    String user = rules.user(kind, request.user());
    String password = rules.password(kind, request.password());
    String repository = rules.repository(request.repository());
    http.check("https://" + host + "/");
    boolean known =
        request.project() == null
            || (scope.visible().shows(request.project())
                && in(() -> rows.hasProject(scope.organization(), request.project())));
    if (!known) {
      throw Problem.notFound("project");
    }
    var draft =
        new OutsideRegistry(
            new RegistryId(Uuids.next(clock.instant())),
            scope.organization(),
            request.project(),
            name.value(),
            kind,
            host,
            user,
            NOT_YET,
            repository);
    Outcome outcome = ask(draft, password);
    boolean added =
        in(() -> {
          byte[] sealed = logins.seal(draft, password);
          return rows.insert(
              draft.with(name.value(), user, sealed, repository),
              outcome,
              scope.caller().name(),
              clock.instant());
        });
    if (!added) {
      throw Problem.conflict(
          "name-taken",
          "There is a registry named %s already, or one for %s in the same place. Change that one, or remove it first."
              .formatted(name, host));
    }
    return view(scope, draft.id());
  }

  RegistryView update(OrganizationScope scope, RegistryId id, UpdateRegistry request) {
    OutsideRegistry before = find(scope, id);
    String name = request.name() == null ? before.name() : new DisplayName(request.name()).value();
    String user =
        request.user() == null ? before.user() : rules.user(before.kind(), request.user());
    String repository =
        request.repository() == null ? before.repository() : rules.repository(request.repository());
    String password =
        request.password() == null
            ? in(() -> logins.unseal(before))
            : rules.password(before.kind(), request.password());
    Outcome outcome = ask(before.with(name, user, NOT_YET, repository), password);
    boolean updated =
        in(() -> {
          byte[] sealed = logins.seal(before, password);
          return rows.update(before.with(name, user, sealed, repository), outcome, clock.instant());
        });
    if (!updated) {
      throw Problem.conflict(
          "name-taken",
          "There is another registry named %s, or this one was removed meanwhile.".formatted(name));
    }
    return view(scope, id);
  }

  RegistryView check(OrganizationScope scope, RegistryId id) {
    OutsideRegistry registry = find(scope, id);
    Outcome outcome = ask(registry, in(() -> logins.unseal(registry)));
    Instant now = clock.instant();
    transaction.executeWithoutResult(_ -> rows.checked(scope.organization(), id, outcome, now));
    return view(scope, id);
  }

  void remove(OrganizationScope scope, RegistryId id) {
    transaction.executeWithoutResult(_ -> {
      List<String> users =
          views.list(scope.organization(), ProjectFilter.ALL, id).stream()
              .flatMap(registry -> registry.usedBy().stream())
              .toList();
      if (!users.isEmpty()) {
        throw Problem.conflict(
            "registry-in-use",
            "The images of %s come from this registry or go there. Let them have another source first."
                .formatted(String.join(", ", users)));
      }
      if (!rows.delete(scope.organization(), id)) {
        throw Problem.notFound("registry");
      }
    });
  }

  /** Whoever may not see its project does not find it. */
  OutsideRegistry find(OrganizationScope scope, RegistryId id) {
    return in(() -> rows.find(scope.organization(), id))
        .filter(registry -> scope.visible().shows(registry.project()))
        .orElseThrow(() -> Problem.notFound("registry"));
  }

  private Outcome ask(OutsideRegistry registry, String password) {
    try {
      check.check(logins.fresh(registry, password), registry.repository());
      return Outcome.WELL;
    } catch (RegistryRefused refused) {
      return Outcome.of(refused);
    }
  }

  private <T> T in(Supplier<T> work) {
    return requireNonNull(transaction.execute(_ -> work.get()));
  }

  /** From JSON a field that must be there may be missing all the same. */
  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw Problem.invalid("%s is missing.".formatted(name));
    }
    return value;
  }
}
