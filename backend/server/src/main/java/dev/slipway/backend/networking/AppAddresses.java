package dev.slipway.backend.networking;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RouteId;
import dev.slipway.backend.kernel.ServiceId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.networking.HostRules.Place;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppCompanion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A web app comes with a service and a route, and both go with it at once, so that their names are
 * free.
 */
@Component
public class AppAddresses implements AppCompanion {
  private static final int SERVICE_PORT = 80;

  private final ServiceRepository services;
  private final RouteRepository routes;
  private final ServiceAddresses addresses;
  private final HostRules hosts;
  private final InstantSource clock;

  AppAddresses(
      ServiceRepository services,
      RouteRepository routes,
      ServiceAddresses addresses,
      HostRules hosts,
      InstantSource clock) {
    this.services = services;
    this.routes = routes;
    this.addresses = addresses;
    this.hosts = hosts;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void created(EnvironmentScope scope, App app) {
    Integer port = app.spec().port();
    if (port != null) {
      service(app, port);
      route(app);
    }
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void deleted(AppScope scope) {
    routes.deleteAll(scope);
    services.delete(scope);
  }

  /** Makes the service show the port that the app listens on now. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void listensOn(long epoch, AppId app, int port) {
    services.aim(epoch, app, port);
  }

  private void service(App app, int port) {
    Instant now = clock.instant();
    var id = new ServiceId(Uuids.next(now));
    boolean done =
        addresses
            .candidates()
            .anyMatch(address -> services.insert(id, app, address, SERVICE_PORT, port, now));
    if (!done) {
      throw Problem.of(
          Problem.Kind.UNAVAILABLE,
          "out-of-addresses",
          "The platform has no service address left. Its operator can widen slipway.service-cidr.");
    }
  }

  private void route(App app) {
    Instant now = clock.instant();
    Place place = routes.place(app.organization(), app.environment(), app.slug().value());
    String suffix = UUID.randomUUID().toString().substring(0, 6);
    boolean done =
        hosts.defaults(place, suffix).stream()
            .map(host -> new Route(new RouteId(Uuids.next(now)), host, now))
            .anyMatch(
                route -> routes.insert(app.organization(), app.environment(), app.id(), route));
    if (!done) {
      throw Problem.conflict("name-taken", "No host is free for this app. Choose another name.");
    }
  }
}
