package dev.slipway.backend.repositories;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppCompanion;
import dev.slipway.backend.workloads.SourceGuard;
import org.springframework.stereotype.Component;

/** An app names credentials of its organization only, and those that fit; its own go with it. */
@Component
class SourceCredentials implements SourceGuard, AppCompanion {
  private final CredentialRepository credentials;

  SourceCredentials(CredentialRepository credentials) {
    this.credentials = credentials;
  }

  @Override
  public AppSource checked(OrganizationId organization, ProjectId project, AppSource source) {
    if (source.credential() == null) {
      return source;
    }
    if (source.url() == null) {
      throw Problem.invalid(
          "A credential opens a repository elsewhere. Give its address, or leave the credential out.");
    }
    Credential credential =
        credentials
            .find(organization, source.credential())
            .filter(found -> found.app() == null)
            .orElseThrow(() ->
                Problem.invalid("The organization has no such credential. Choose another one."));
    CredentialRules.fits(credential.kind(), credential.host(), GitPlace.of(source.url()));
    return source;
  }

  @Override
  public void created(EnvironmentScope scope, App app) {
    // It gets its own when somebody stores one.
  }

  @Override
  public void deleted(AppScope scope) {
    credentials.of(scope.organization(), scope.app()).ifPresent(credentials::delete);
  }
}
