package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.platform.PlatformProperties;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a machine with a token one of ours, and keeps its certificate fresh. */
@Service
public class Enrollment {
  private final JoinTokens tokens;
  private final NodeRepository nodes;
  private final CertificateAuthority authority;
  private final PlatformProperties platform;
  private final EventLog events;
  private final InstantSource clock;

  Enrollment(
      JoinTokens tokens,
      NodeRepository nodes,
      CertificateAuthority authority,
      PlatformProperties platform,
      EventLog events,
      InstantSource clock) {
    this.tokens = tokens;
    this.nodes = nodes;
    this.authority = authority;
    this.platform = platform;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param certificateChain PEM: the node's certificate, then the authority's
   */
  public record Enrolled(NodeId node, String certificateChain) {}

  /**
   * Uses the token up.
   *
   * @param request PKCS#10, DER
   * @throws Problem forbidden when the token does not admit anybody, invalid when the request is
   *     not one
   */
  @Transactional
  public Enrolled enroll(String token, byte[] request, String nodeName) {
    CertificateRequest asked = CertificateRequest.read(request);
    Instant now = clock.instant();
    var node = new NodeId(Uuids.next(now));
    tokens.use(token, node);
    List<X509Certificate> chain = authority.issue(node, asked.key());
    NodeName name = NodeName.near(nodeName);
    nodes.lockAllocation();
    if (nodes.isTaken(name)) {
      name = name.withSuffix();
    }
    String podCidr =
        nodes
            .freePodCidr(platform.podCidr())
            .orElseThrow(() ->
                Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "out-of-addresses",
                    "Every /20 of %s belongs to a node. Remove a node or give the platform a larger range."
                        .formatted(platform.podCidr())));
    nodes.insert(new NodeRepository.NewNode(node, name, podCidr, chain.getFirst(), now));
    events.record(NodeEvents.joined(node, name));
    return new Enrolled(node, Pem.of(chain));
  }

  /** A new certificate for the same node. */
  @Transactional
  public Enrolled renew(NodeId node, byte[] request) {
    CertificateRequest asked = CertificateRequest.read(request);
    List<X509Certificate> chain = authority.issue(node, asked.key());
    if (!nodes.recordCertificate(node, chain.getFirst())) {
      throw Problem.notFound("node");
    }
    return new Enrolled(node, Pem.of(chain));
  }
}
