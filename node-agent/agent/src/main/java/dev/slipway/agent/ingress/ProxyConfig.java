package dev.slipway.agent.ingress;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * The configuration as text. A worker of before a reload keeps its idle connections, so that none
 * is closed just as a request comes; asked there for a host that it does not know (any more), it
 * hangs up, and the client asks again on a new connection (RFC 9112, section 9.3.1).
 *
 * <p>Names in it are ours (ids), host names stand in the map file only.
 *
 * @param unprivileged the machine's user haproxy exists, so that workers run as it
 */
record ProxyConfig(ProxyFiles files, int port, boolean unprivileged) {
  /** Asked from the machine itself, it answers with the route a host leads to. */
  static final String ASK_ROUTE = "/.slipway/route";

  /** All but the backends. */
  private String frame() {
    return """
    global
      stats socket %1$s/admin.sock mode 600 level admin expose-fd listeners
      fd-hard-limit 20000
      hard-stop-after 30m
    %2$s
    defaults
      mode http
      timeout connect 2s
      timeout client 60s
      timeout server 300s
      timeout http-request 10s
      timeout http-keep-alive 60s
      timeout queue 10s
      timeout tunnel 1h
      option http-keep-alive
      option idle-close-on-response
      option forwardfor
      option disable-h2-upgrade
      option redispatch 1
      retries 3
      retry-on conn-failure empty-response
      http-reuse safe
      http-error status 502 content-type "text/html; charset=utf-8" file %1$s/502.html
      http-error status 503 content-type "text/html; charset=utf-8" file %1$s/503.html hdr Retry-After 2
      http-error status 504 content-type "text/html; charset=utf-8" file %1$s/502.html

    frontend apps
      bind :%3$d
      http-request set-var(txn.route) req.hdr(host),field(1,:),rtrim(.),lower,map_str(%1$s/hosts.map)
      http-request reject if { stopping } !{ var(txn.route) -m found }
      http-request return status 404 content-type "text/html; charset=utf-8" file %1$s/404.html unless { var(txn.route) -m found }
      http-request return status 200 content-type text/plain lf-string %%[var(txn.route)] if { path %4$s } { src 127.0.0.1 }
      http-request disable-l7-retry unless { method GET HEAD OPTIONS }
      http-request del-header X-Forwarded-For
      http-request set-header X-Forwarded-Proto http
      http-request set-header X-Forwarded-Host %%[req.hdr(host)]
      use_backend %%[var(txn.route)]
    """
        .formatted(
            files.folder(),
            unprivileged ? "  user haproxy\n  group haproxy\n" : "",
            port,
            ASK_ROUTE);
  }

  /** Changes with the frame: by it a running proxy is known to have this one. */
  String frameDigest() {
    try {
      byte[] frame = frame().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(frame), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String file(Routing routing) {
    var file = new StringBuilder(frame());
    file.insert("global\n".length(), "  setenv " + Seen.FRAME + " " + frameDigest() + "\n");
    routing.backends().forEach((route, servers) -> backend(file, route, servers));
    return file.toString();
  }

  private void backend(StringBuilder file, String route, SortedMap<String, String> servers) {
    file.append("\nbackend ").append(route).append("\n  balance roundrobin\n");
    servers.forEach((pod, address) ->
        file.append("  server ").append(pod).append(' ').append(address).append('\n'));
  }

  static String hostsFile(Routing routing) {
    var file = new StringBuilder();
    routing.hosts().forEach((host, id) -> file.append(host).append(' ').append(id).append('\n'));
    return file.toString();
  }
}
