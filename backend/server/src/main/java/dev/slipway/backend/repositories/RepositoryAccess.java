package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.Forge;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Unseals what opens an outside repository, for the node that fetches from it and nobody else. */
@Service
public class RepositoryAccess {
  private final CredentialRepository credentials;
  private final CredentialSecrets secrets;
  private final HostKeys hosts;
  private final InstantSource clock;

  RepositoryAccess(
      CredentialRepository credentials,
      CredentialSecrets secrets,
      HostKeys hosts,
      InstantSource clock) {
    this.credentials = credentials;
    this.secrets = secrets;
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * @param app whose own credential counts when none is named; null: none does
   * @param credential of the organization
   */
  @Transactional(readOnly = true)
  public Opening open(
      OrganizationId organization, @Nullable AppId app, String url, @Nullable UUID credential) {
    GitPlace place = GitPlace.of(url);
    List<String> known = place.ssh() ? hosts.of(organization, place.knownAs()) : List.of();
    return chosen(organization, app, credential)
        // A token is shown to its own host only, whatever the address has become since.
        .filter(found -> CredentialRules.usable(found, place))
        .map(found -> opened(found, place, known))
        .orElseGet(() -> new Opening(place.url(), "", "", List.of(), known));
  }

  /** Empty when nobody gave a token for it. */
  @Transactional(readOnly = true)
  public Optional<Reporting> reporting(OrganizationId organization, AppId app, String url) {
    GitPlace place = GitPlace.of(url);
    String host = place.ssh() ? place.host() : place.authority();
    return credentials
        .reporting(organization, app, host)
        .flatMap(credential -> {
          Forge forge = credential.forge();
          return forge == null
              ? Optional.empty()
              : Optional.of(
                  new Reporting(
                      forge,
                      (place.ssh() ? "https" : place.scheme()) + "://" + host,
                      host,
                      place.path().replaceAll("^/+|(?:\\.git)?/*$", ""),
                      String.valueOf(credential.username()),
                      secrets.open(credential, credential.secret())));
        });
  }

  private Optional<Credential> chosen(
      OrganizationId organization, @Nullable AppId app, @Nullable UUID credential) {
    if (credential != null) {
      return credentials.find(organization, credential).filter(found -> found.app() == null);
    }
    return app == null ? Optional.empty() : credentials.of(organization, app);
  }

  private Opening opened(Credential credential, GitPlace place, List<String> known) {
    String secret = secrets.open(credential, credential.secret());
    if (credential.kind() == CredentialKind.TOKEN) {
      return new Opening(
          place.url(), String.valueOf(credential.username()), secret, List.of(), known);
    }
    var keys = new ArrayList<>(List.of(secret));
    if (credential.previous() != null && credential.offersPrevious(clock.instant())) {
      keys.add(secrets.open(credential, credential.previous()));
    }
    return new Opening(place.url(), "", "", keys, known);
  }
}
