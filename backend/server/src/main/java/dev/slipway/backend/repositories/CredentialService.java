package dev.slipway.backend.repositories;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.repositories.AppRepositoryView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.Forge;
import dev.slipway.api.repositories.ReplaceToken;
import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.repositories.Credential.Sealed;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credentials: made, replaced, rotated, deleted. What is secret of them is never given out again.
 */
@Service
class CredentialService {
  private static final int MOST = 100;

  private final CredentialRepository credentials;
  private final CredentialSecrets secrets;
  private final NewCredentials making;
  private final WatchRepository watches;
  private final AppService apps;
  private final PlatformProperties platform;
  private final InstantSource clock;

  CredentialService(
      CredentialRepository credentials,
      CredentialSecrets secrets,
      NewCredentials making,
      WatchRepository watches,
      AppService apps,
      PlatformProperties platform,
      InstantSource clock) {
    this.credentials = credentials;
    this.secrets = secrets;
    this.making = making;
    this.watches = watches;
    this.apps = apps;
    this.platform = platform;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<CredentialView> list(OrganizationScope scope) {
    Instant now = clock.instant();
    return credentials.named(scope.organization()).stream().map(one -> one.view(now)).toList();
  }

  @Transactional
  CredentialView create(OrganizationScope scope, CreateCredential request) {
    if (credentials.named(scope.organization()).size() >= MOST) {
      throw Problem.conflict(
          "too-many", "An organization has at most %d credentials. Delete one.".formatted(MOST));
    }
    String name = new DisplayName(requireNonNullElse(request.name(), "")).value();
    String host =
        kind(request) == CredentialKind.TOKEN
            ? CredentialRules.host(request.host(), platform.allowedGitHosts())
            : null;
    Credential made =
        making.make(scope.organization(), null, name, host, request, scope.caller().name());
    if (!credentials.insert(made)) {
      throw Problem.conflict(
          "name-taken", "There is a credential of that name. Choose another name.");
    }
    return made.view(clock.instant());
  }

  /** The app's own, instead of the one it may have had. */
  @Transactional
  CredentialView create(AppScope scope, CreateCredential request) {
    App app = apps.app(scope);
    GitPlace place = place(app);
    String host = kind(request) == CredentialKind.TOKEN ? place.authority() : null;
    CredentialRules.fits(kind(request), host, place);
    credentials.of(scope.organization(), scope.app()).ifPresent(credentials::delete);
    Credential made =
        making.make(
            scope.organization(),
            scope.app(),
            app.slug().value(),
            host,
            request,
            scope.caller().name());
    if (!credentials.insert(made)) {
      throw Problem.conflict("conflict", "Somebody else stored one meanwhile. Look at it first.");
    }
    return made.view(clock.instant());
  }

  @Transactional
  CredentialView replace(OrganizationScope scope, CredentialId id, ReplaceToken request) {
    Credential before = find(scope, id);
    if (before.kind() != CredentialKind.TOKEN) {
      throw Problem.invalid("This is a deploy key: rotate it instead.");
    }
    boolean reports = requireNonNullElse(request.reportsStatus(), before.reportsStatus());
    Forge forge = before.forge();
    if (reports && forge == null) {
      throw NewCredentials.unknownForge();
    }
    Sealed secret =
        request.token() == null
            ? before.secret()
            : secrets.seal(scope.organization(), id, CredentialRules.token(request.token()));
    String user =
        request.username() == null ? before.username() : CredentialRules.user(request.username());
    Credential after = before.with(String.valueOf(user), secret, reports, making.now());
    credentials.change(after);
    return after.view(clock.instant());
  }

  @Transactional
  CredentialView rotate(OrganizationScope scope, CredentialId id) {
    return rotate(find(scope, id));
  }

  @Transactional
  CredentialView rotate(AppScope scope) {
    return rotate(own(scope).orElseThrow(() -> Problem.notFound("credential")));
  }

  @Transactional
  void delete(OrganizationScope scope, CredentialId id) {
    Credential credential = find(scope, id);
    if (credential.usedBy() > 0) {
      throw Problem.conflict(
          "in-use",
          "%d of the organization's apps fetch with it. Choose another credential in their source first."
              .formatted(credential.usedBy()));
    }
    credentials.delete(credential);
  }

  @Transactional
  void delete(AppScope scope) {
    credentials.delete(own(scope).orElseThrow(() -> Problem.notFound("credential")));
  }

  private Optional<CredentialView> effective(AppScope scope) {
    Instant now = clock.instant();
    var chosen = apps.app(scope).source().credential();
    return (chosen == null ? own(scope) : credentials.find(scope.organization(), chosen))
        .map(credential -> credential.view(now));
  }

  private CredentialView rotate(Credential before) {
    if (before.kind() != CredentialKind.DEPLOY_KEY) {
      throw Problem.invalid("This is a token: give a new one instead.");
    }
    Credential after = making.rotated(before);
    credentials.change(after);
    return after.view(clock.instant());
  }

  @Transactional(readOnly = true)
  AppRepositoryView repository(AppScope scope) {
    var watched = watches.of(scope);
    return new AppRepositoryView(
        effective(scope).orElse(null),
        watched.map(WatchRepository.Watched::head).orElse(null),
        watched.map(WatchRepository.Watched::checkedAt).orElse(null),
        watched.map(WatchRepository.Watched::problem).orElse(null));
  }

  private Credential find(OrganizationScope scope, CredentialId id) {
    return credentials
        .find(scope.organization(), id.value())
        .filter(credential -> credential.app() == null)
        .orElseThrow(() -> Problem.notFound("credential"));
  }

  private Optional<Credential> own(AppScope scope) {
    return credentials.of(scope.organization(), scope.app());
  }

  private static GitPlace place(App app) {
    String url = app.source().url();
    if (url == null) {
      throw Problem.invalid(
          "The app's code is pushed to Slipway, so nothing has to be opened. Give it a repository's address first.");
    }
    return GitPlace.of(url);
  }

  private static CredentialKind kind(CreateCredential request) {
    // From JSON a field that must be there may be missing all the same.
    return Optional.ofNullable(request.kind())
        .orElseThrow(() -> Problem.invalid("kind is missing: TOKEN or DEPLOY_KEY."));
  }
}
