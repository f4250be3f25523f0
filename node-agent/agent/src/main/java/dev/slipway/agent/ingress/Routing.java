package dev.slipway.agent.ingress;

import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Route;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which host leads to which pods.
 *
 * @param backends route's id, to its servers: the pod's id, to address:port
 * @param hosts lower-case host name, to the route's id
 */
record Routing(
    SortedMap<String, SortedMap<String, String>> backends, SortedMap<String, String> hosts) {
  private static final Logger log = LoggerFactory.getLogger(Routing.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  static Routing of(List<Route> routes) {
    var routing = new Routing(new TreeMap<>(), new TreeMap<>());
    routes.forEach(routing::add);
    return routing;
  }

  /** One that is not well-formed is left out: it must not take the others down with it. */
  private void add(Route route) {
    if (!ID.matcher(route.getId()).matches() || !HOST.matcher(route.getHost()).matches()) {
      log.error("The route {} to '{}' is not well-formed.", route.getId(), route.getHost());
      return;
    }
    var servers = new TreeMap<String, String>();
    for (Endpoint endpoint : route.getEndpointsList()) {
      if (wellFormed(endpoint)) {
        servers.put(endpoint.getPodId(), endpoint.getAddress() + ":" + endpoint.getPort());
      } else {
        log.error("An endpoint of the route {} is not well-formed.", route.getId());
      }
    }
    backends.put(route.getId(), servers);
    hosts.put(route.getHost(), route.getId());
  }

  private static boolean wellFormed(Endpoint endpoint) {
    return ID.matcher(endpoint.getPodId()).matches()
        && ADDRESS.matcher(endpoint.getAddress()).matches()
        && endpoint.getPort() > 0
        && endpoint.getPort() < 65536;
  }
}
