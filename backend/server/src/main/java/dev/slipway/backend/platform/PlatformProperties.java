package dev.slipway.backend.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this installation keeps its state and under which addresses it is reached. Environment
 * variables: SLIPWAY_STATE, SLIPWAY_EXTERNAL_URL and so on.
 *
 * @param state folder of everything that is kept outside the database: git repositories, keys,
 *     embedded PostgreSQL
 * @param externalUrl address of console and API as people and nodes type it, such as {@code
 *     http://localhost:8080}
 * @param hosts further names console and API answer under
 * @param agentPort port of the agent endpoint (gRPC, mutual TLS)
 * @param registryHost host:port of the built-in registry as nodes reach it
 * @param appsDomain base domain of apps, such as {@code apps.localhost}
 * @param appsPort port the ingress answers on, part of printed addresses unless it is 80
 * @param podCidr range from which each node gets its /20 of pod addresses
 * @param serviceCidr range of service addresses
 * @param allowedGitHosts host or host:port of git sources an operator allows although they are
 *     private or plain http
 * @param bootstrap true: at the first start create an owner with an API token in {@code
 *     <state>/owner-token}
 */
@ConfigurationProperties("slipway")
public record PlatformProperties(
    Path state,
    URI externalUrl,
    List<String> hosts,
    int agentPort,
    String registryHost,
    String appsDomain,
    int appsPort,
    String podCidr,
    String serviceCidr,
    List<String> allowedGitHosts,
    boolean bootstrap) {

  public PlatformProperties {
    // Addresses are made by appending to it.
    externalUrl = URI.create(externalUrl.toString().replaceFirst("/+$", ""));
  }
}
