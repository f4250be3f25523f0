package dev.slipway.agent.engine;

import java.util.List;

/**
 * What programs in a sandbox's network read about themselves and about names.
 *
 * @param nameservers none: those the engine knows of
 * @param searchDomains none: those the engine knows of
 */
public record Identity(
    String hostname, String address, List<String> nameservers, List<String> searchDomains) {
  public Identity {
    nameservers = List.copyOf(nameservers);
    searchDomains = List.copyOf(searchDomains);
  }

  /** What /etc/hosts says. */
  String hosts() {
    return """
    127.0.0.1\tlocalhost
    ::1\tlocalhost ip6-localhost ip6-loopback
    %s\t%s
    """
        .formatted(address, hostname);
  }

  /**
   * What /etc/resolv.conf says.
   *
   * @param engines what the engine wrote there
   */
  String resolvers(String engines) {
    var text = new StringBuilder();
    if (!searchDomains.isEmpty()) {
      text.append("search ").append(String.join(" ", searchDomains)).append('\n');
    }
    nameservers.forEach(server -> text.append("nameserver ").append(server).append('\n'));
    engines
        .lines()
        .filter(line -> searchDomains.isEmpty() || !line.matches("(search|domain)\\s.*"))
        .filter(line -> nameservers.isEmpty() || !line.startsWith("nameserver"))
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
