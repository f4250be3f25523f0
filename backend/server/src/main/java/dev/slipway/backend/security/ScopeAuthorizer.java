package dev.slipway.backend.security;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.EVENTS_READ;
import static dev.slipway.backend.security.Permission.LOGS_READ;
import static dev.slipway.backend.security.Permission.ROUTES_READ;
import static dev.slipway.backend.security.Permission.SOURCE_READ;
import static java.util.Objects.requireNonNull;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.security.ScopeRepository.Entry;
import dev.slipway.backend.security.ScopeRepository.Place;
import dev.slipway.backend.security.ScopeRepository.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
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

  /**
   * What a program reads of its own app: not the source, the image and the webhooks, as it is the
   * part of an app that strangers get at first.
   */
  private static final Permission[] OF_PODS = {
    APPS_READ, CONFIG_READ, DEPLOYMENTS_READ, EVENTS_READ, LOGS_READ, ROUTES_READ
  };

  private static final Duration FRESH = Duration.ofMinutes(15);

  private final ScopeRepository scopes;
  private final StandingRepository standings;
  private final ProofRepository proofs;
  private final InstantSource clock;

  ScopeAuthorizer(
      ScopeRepository scopes,
      StandingRepository standings,
      ProofRepository proofs,
      InstantSource clock) {
    this.scopes = scopes;
    this.standings = standings;
    this.proofs = proofs;
    this.clock = clock;
  }

  @Override
  public Caller caller() {
    return CurrentCaller.principal().caller();
  }

  @Override
  public OrganizationScope organization(OrganizationId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.organization(visitor(principal), id.value());
    return organization(principal.caller(), place(entry, "organization"), permission);
  }

  @Override
  public ProjectScope project(ProjectId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.project(visitor(principal), id.value());
    return project(principal.caller(), place(entry, "project"), permission);
  }

  @Override
  public EnvironmentScope environment(EnvironmentId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.environment(visitor(principal), id.value());
    return environment(principal.caller(), place(entry, "environment"), permission);
  }

  @Override
  public AppScope app(AppId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.app(visitor(principal), id.value());
    return app(principal.caller(), place(entry, "app"), permission);
  }

  @Override
  public AppScope deployment(DeploymentId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.deployment(visitor(principal), id.value());
    return app(principal.caller(), place(entry, "deployment"), permission);
  }

  @Override
  public AppScope build(BuildId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.build(visitor(principal), id.value());
    return app(principal.caller(), place(entry, "build"), permission);
  }

  @Override
  public EnvironmentScope volume(VolumeId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.volume(visitor(principal), id.value());
    return environment(principal.caller(), place(entry, "volume"), permission);
  }

  @Override
  public AppScope run(RunId id, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.run(visitor(principal), id.value());
    return app(principal.caller(), place(entry, "run"), permission);
  }

  @Override
  public AppScope app(
      String organization, String project, String environment, String app, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.app(visitor(principal), organization, project, environment, app);
    return app(principal.caller(), place(entry, "app"), permission);
  }

  @Override
  public ProjectScope project(String organization, String project, Permission permission) {
    Principal principal = CurrentCaller.principal();
    Entry entry = scopes.project(visitor(principal), organization, project);
    return project(principal.caller(), place(entry, "project"), permission);
  }

  @Override
  public AppScope onBehalfOf(Caller.Outside caller, AppId app) {
    var visitor = new Visitor(null, null, app.value(), null, null, null);
    return app(caller, place(scopes.app(visitor, app.value()), "app"), DEPLOYMENTS_WRITE);
  }

  @Override
  public PersonId self() {
    PersonId self = selfWithin();
    UUID signIn = CurrentCaller.principal().signIn();
    if (signIn != null && proofs.onlyIn(signIn).isPresent()) {
      throw Problem.forbidden(
          "You are signed in through the single sign-on of one organization, which vouches for you only"
              + " there. Sign in with your own password or passkey for this.");
    }
    return self;
  }

  @Override
  public PersonId selfWithin() {
    Principal principal = CurrentCaller.principal();
    return switch (principal.caller()) {
      case Caller.Person someone -> {
        require(standings.holds(someone.id(), principal.signIn(), null));
        yield someone.id();
      }
      case Caller.Token token -> {
        require(standings.holds(token.owner(), null, principal.token()));
        if (principal.token() == null || !standings.leavesNothingOut(principal.token())) {
          throw Problem.forbidden(
              "This is for people: sign in, or use a personal API token without scopes.");
        }
        yield token.owner();
      }
      case Caller.Pod _ -> throw Problem.forbidden("This is for people, and a pod is none.");
      case Caller.Build _, Caller.Outside _ -> throw CurrentCaller.nobody();
    };
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw CurrentCaller.nobody();
    }
  }

  @Override
  public Optional<Instant> holdsUntil(Principal principal) {
    return standings.until(principal.signIn(), principal.token());
  }

  @Override
  public EnvironmentScope previewOf(AppScope app, EnvironmentId preview) {
    return new EnvironmentScope(app.within().within(), preview);
  }

  @Override
  public void requireOperator(OrganizationId organization) {
    requireOperator();
    Entered.note(organization);
  }

  @Override
  public void requireOperator() {
    Principal principal = CurrentCaller.principal();
    // Asked again on purpose: the right may have been taken since the caller came in.
    boolean operator =
        switch (principal.caller()) {
          case Caller.Person someone ->
              scopes.operator(someone.id(), principal.signIn()).orElseThrow(CurrentCaller::nobody);
          case Caller.Token token ->
              token.operator() && scopes.operator(token.owner(), null).orElse(false);
          case Caller.Pod _, Caller.Build _, Caller.Outside _ -> false;
        };
    if (!operator) {
      throw Problem.forbidden("Only an operator of the platform may do this.");
    }
  }

  @Override
  public Optional<OrganizationId> onlyIn() {
    Principal principal = CurrentCaller.principal();
    UUID signIn = principal.signIn();
    return switch (principal.caller()) {
      case Caller.Token token -> Optional.of(token.organization());
      case Caller.Pod pod -> Optional.of(pod.organization());
      case Caller.Person _ when signIn != null -> proofs.onlyIn(signIn);
      case Caller.Person _, Caller.Build _, Caller.Outside _ -> Optional.empty();
    };
  }

  @Override
  public void requireFresh() {
    UUID signIn = CurrentCaller.principal().signIn();
    if (signIn != null && !proofs.provedSince(signIn, clock.instant().minus(FRESH))) {
      throw Problem.stepUpRequired();
    }
  }

  private static Visitor visitor(Principal principal) {
    return switch (principal.caller()) {
      case Caller.Person person ->
          new Visitor(person.id().value(), null, null, principal.signIn(), null, null);
      case Caller.Token token ->
          new Visitor(
              token.owner().value(),
              token.organization().value(),
              null,
              null,
              principal.token(),
              null);
      case Caller.Pod pod ->
          new Visitor(
              null, pod.organization().value(), pod.app().value(), null, null, principal.token());
      case Caller.Build build -> new Visitor(null, null, uuid(build.app()), null, null, null);
      case Caller.Outside _ -> new Visitor(null, null, null, null, null, null);
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
    Entered.note(place.organization(), place.project(), place.app());
    return place;
  }

  private static OrganizationScope organization(Caller caller, Place place, Permission permission) {
    Rights rights = rights(caller, place);
    rights.require(permission);
    return new OrganizationScope(place.organization(), caller, rights, place.visible());
  }

  private static ProjectScope project(Caller caller, Place place, Permission permission) {
    return new ProjectScope(
        organization(caller, place, permission), new ProjectId(requireNonNull(place.project())));
  }

  private static EnvironmentScope environment(Caller caller, Place place, Permission permission) {
    return new EnvironmentScope(
        project(caller, place, permission), new EnvironmentId(requireNonNull(place.environment())));
  }

  private static AppScope app(Caller caller, Place place, Permission permission) {
    return new AppScope(
        environment(caller, place, permission), new AppId(requireNonNull(place.app())));
  }

  private static Rights rights(Caller caller, Place place) {
    return switch (caller) {
      case Caller.Person _, Caller.Token _ ->
          new Rights(place.role(), Set.of(), place.scopes(), place.around(), place.protectedFor());
      case Caller.Pod _ -> Rights.only(OF_PODS);
      case Caller.Build _ -> Rights.only(SOURCE_READ);
      case Caller.Outside _ -> Rights.only(DEPLOYMENTS_WRITE);
    };
  }
}
