package dev.slipway.agent.ingress;

import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Route;
import java.util.List;

/** Words for tests. */
final class Routes {
  private Routes() {}

  static Routing routing(Route... routes) {
    return Routing.of(List.of(routes));
  }

  static Route route(String id, String host, String... addresses) {
    var route = Route.newBuilder().setId(id).setHost(host);
    for (String address : addresses) {
      String[] parts = address.split(":", -1);
      route.addEndpoints(
          Endpoint.newBuilder()
              .setPodId("pod-" + parts[0].replace('.', '-') + "-" + parts[1])
              .setAddress(parts[0])
              .setPort(Integer.parseInt(parts[1])));
    }
    return route.build();
  }
}
