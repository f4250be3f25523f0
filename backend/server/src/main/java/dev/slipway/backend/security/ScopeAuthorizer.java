package dev.slipway.backend.security;

import static java.util.Objects.requireNonNull;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.ScopeRepository.Entry;
import dev.slipway.backend.security.ScopeRepository.Place;
import dev.slipway.backend.security.ScopeRepository.Visitor;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(readOnly = true)
class ScopeAuthorizer implements Authorizer {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final ScopeRepository scopes;

  ScopeAuthorizer(ScopeRepository scopes) {
    this.scopes = scopes;
  }

  @Override
  public Caller caller() {
    return CurrentCaller.principal().caller();
  }

  @Override
  public OrganizationScope organization(OrganizationId id) {
    Principal principal = CurrentCaller.principal();
    return organization(
        principal.caller(),
        place(scopes.organization(visitor(principal), id.value()), "organization"));
  }

  @Override
  public ProjectScope project(ProjectId id) {
    Principal principal = CurrentCaller.principal();
    return project(
        principal.caller(), place(scopes.project(visitor(principal), id.value()), "project"));
  }

  @Override
  public EnvironmentScope environment(EnvironmentId id) {
    Principal principal = CurrentCaller.principal();
    return environment(
        principal.caller(),
        place(scopes.environment(visitor(principal), id.value()), "environment"));
  }

  @Override
  public AppScope app(AppId id) {
    Principal principal = CurrentCaller.principal();
    return app(principal.caller(), place(scopes.app(visitor(principal), id.value()), "app"));
  }

  @Override
  public AppScope deployment(DeploymentId id) {
    Principal principal = CurrentCaller.principal();
    return app(
        principal.caller(), place(scopes.deployment(visitor(principal), id.value()), "deployment"));
  }

  @Override
  public AppScope build(BuildId id) {
    Principal principal = CurrentCaller.principal();
    return app(principal.caller(), place(scopes.build(visitor(principal), id.value()), "build"));
  }

  @Override
  public AppScope app(String organization, String project, String environment, String app) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.app(visitor(principal), organization, project, environment, app);
    return app(principal.caller(), place(entry, "app"));
  }

  @Override
  public AppScope onBehalfOf(Caller.Outside caller, AppId app) {
    var visitor = new Visitor(null, null, app.value(), null, null);
    return app(caller, place(scopes.app(visitor, app.value()), "app"));
  }

  @Override
  public void requireOperator() {
    Principal principal = CurrentCaller.principal();
    // Asked again on purpose: the right may have been taken since the caller came in.
    boolean operator =
        switch (principal.caller()) {
          case Caller.Person someone ->
              scopes.operator(someone.id(), principal.signIn()).orElseThrow(CurrentCaller::nobody);
          case Caller.Token token -> scopes.operator(token.owner(), null).orElse(false);
          case Caller.Build _, Caller.Outside _ -> false;
        };
    if (!operator) {
      throw Problem.forbidden("Only an operator of the platform may do this.");
    }
  }

  private static Visitor visitor(Principal principal) {
    return switch (principal.caller()) {
      case Caller.Person person ->
          new Visitor(person.id().value(), null, null, principal.signIn(), null);
      case Caller.Token token ->
          new Visitor(
              token.owner().value(), token.organization().value(), null, null, principal.token());
      case Caller.Build build -> new Visitor(null, null, uuid(build.app()), null, null);
      case Caller.Outside _ -> new Visitor(null, null, null, null, null);
    };
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text != null && UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static Place place(Entry entry, String what) {
    if (!entry.signedIn()) {
      throw CurrentCaller.nobody();
    }
    Place place = entry.place();
    if (place == null) {
      throw Problem.notFound(what);
    }
    Entered.note(place.organization());
    return place;
  }

  private static OrganizationScope organization(Caller caller, Place place) {
    return new OrganizationScope(place.organization(), caller, place.owner());
  }

  private static ProjectScope project(Caller caller, Place place) {
    return new ProjectScope(
        organization(caller, place), new ProjectId(requireNonNull(place.project())));
  }

  private static EnvironmentScope environment(Caller caller, Place place) {
    return new EnvironmentScope(
        project(caller, place), new EnvironmentId(requireNonNull(place.environment())));
  }

  private static AppScope app(Caller caller, Place place) {
    return new AppScope(environment(caller, place), new AppId(requireNonNull(place.app())));
  }
}
