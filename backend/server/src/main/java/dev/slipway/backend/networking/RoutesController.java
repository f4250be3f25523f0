package dev.slipway.backend.networking;

import static dev.slipway.backend.security.Permission.ROUTES_READ;
import static dev.slipway.backend.security.Permission.ROUTES_WRITE;

import dev.slipway.api.networking.AddRoute;
import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.api.networking.ServiceView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RouteId;
import dev.slipway.backend.quotas.Turns;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.workloads.AppService;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoutesController implements RoutesApi {
  private final Authorizer authorizer;
  private final AppService apps;
  private final RouteService routes;
  private final Turns turns;

  RoutesController(Authorizer authorizer, AppService apps, RouteService routes, Turns turns) {
    this.authorizer = authorizer;
    this.apps = apps;
    this.routes = routes;
    this.turns = turns;
  }

  @Override
  public List<RouteView> routes(UUID app) {
    return routes.routes(enter(app, ROUTES_READ));
  }

  @Override
  public RouteView add(UUID app, AddRoute request) {
    AppScope scope = enter(app, ROUTES_WRITE);
    // From JSON a field that must be there may be missing all the same.
    String host = Objects.requireNonNullElse(request.host(), "");
    return turns.inTurn(
        scope.organization(), () -> routes.add(apps.app(scope), scope, DomainName.of(host)));
  }

  @Override
  public void remove(UUID app, UUID route) {
    routes.remove(enter(app, ROUTES_WRITE), new RouteId(route));
  }

  @Override
  public ServiceView service(UUID app) {
    return routes.service(enter(app, ROUTES_READ));
  }

  private AppScope enter(UUID app, Permission permission) {
    return authorizer.app(new AppId(app), permission);
  }
}
