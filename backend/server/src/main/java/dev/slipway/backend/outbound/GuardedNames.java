package dev.slipway.backend.outbound;

import dev.slipway.backend.kernel.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/** Gives the client only addresses that passed: what it resolves here it connects to. */
final class GuardedNames implements DnsResolver {
  private final Destination destination;

  GuardedNames(Destination destination) {
    this.destination = destination;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Stream.of(checked(host, port))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  /** Without a port only hosts allowed as a whole are exceptions. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return checked(host, -1);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private InetAddress[] checked(String host, int port) throws UnknownHostException {
    try {
      return destination.resolve(host, port);
    } catch (Problem refused) {
      throw new Refused(refused);
    }
  }

  /** Carries the refusal through the client, which knows only its own kinds. */
  static final class Refused extends UnknownHostException {
    private final Problem problem;

    Refused(Problem problem) {
      super(problem.getMessage());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
