package dev.slipway.backend.networking;

import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.ServiceView;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RouteId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.workloads.App;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service and the routes of apps. */
@Service
class RouteService {
  private final RouteRepository routes;
  private final ServiceRepository services;
  private final HostRules hosts;
  private final Quotas quotas;
  private final EventLog events;
  private final InstantSource clock;

  RouteService(
      RouteRepository routes,
      ServiceRepository services,
      HostRules hosts,
      Quotas quotas,
      EventLog events,
      InstantSource clock) {
    this.routes = routes;
    this.services = services;
    this.hosts = hosts;
    this.quotas = quotas;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<RouteView> routes(AppScope scope) {
    return routes.routes(scope).stream().map(this::view).toList();
  }

  @Transactional
  RouteView add(App app, AppScope scope, DomainName host) {
    if (app.spec().port() == null) {
      throw Problem.invalid("A worker listens on no port, so no host can lead to it.");
    }
    hosts.check(host);
    Instant now = clock.instant();
    var route = new Route(new RouteId(Uuids.next(now)), host, now);
    boolean inserted =
        quotas.admit(
            scope.organization(),
            () -> routes.insert(scope.organization(), scope.environment(), scope.app(), route));
    if (!inserted) {
      // Neutral: whose it is is nobody's business.
      throw Problem.conflict("name-taken", "%s is taken. Choose another host.".formatted(host));
    }
    happened(scope, "RouteAdded", "%s leads to the app from now on.".formatted(host));
    return view(route);
  }

  @Transactional
  void remove(AppScope scope, RouteId id) {
    Route route =
        routes.routes(scope).stream()
            .filter(candidate -> candidate.id().equals(id))
            .findAny()
            .orElseThrow(() -> Problem.notFound("route"));
    routes.delete(scope, id);
    happened(scope, "RouteRemoved", "%s leads to the app no longer.".formatted(route.host()));
  }

  @Transactional(readOnly = true)
  ServiceView service(AppScope scope) {
    return services.service(scope).orElseThrow(() -> Problem.notFound("service of this app"));
  }

  private void happened(AppScope scope, String reason, String message) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            message,
            scope.organization(),
            scope.project(),
            scope.app(),
            null,
            null,
            null));
  }

  private RouteView view(Route route) {
    String host = route.host().value();
    return new RouteView(route.id().value(), host, hosts.url(host), route.createdAt());
  }
}
