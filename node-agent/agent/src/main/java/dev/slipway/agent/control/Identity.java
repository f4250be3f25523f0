package dev.slipway.agent.control;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who this node is.
 *
 * @param chain the node's certificate, then the authority's
 */
public record Identity(String nodeId, PrivateKey key, List<X509Certificate> chain) {
  public Identity {
    chain = List.copyOf(chain);
    if (chain.size() < 2) {
      throw new IllegalArgumentException("An identity needs the authority's certificate, too.");
    }
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  X509Certificate authority() {
    return chain.getLast();
  }

  Instant expires() {
    return certificate().getNotAfter().toInstant();
  }

  /**
   * When to ask for the next one.
   *
   * @param share of its life, 0.5 to 0.8, drawn by chance so that nodes do not all ask at once
   */
  Instant renewal(double share) {
    Instant from = certificate().getNotBefore().toInstant();
    Duration life = Duration.between(from, expires());
    return from.plusMillis((long) (life.toMillis() * share));
  }

  /** Says no key. */
  @Override
  public String toString() {
    return "Identity[" + nodeId + ", until " + expires() + "]";
  }
}
