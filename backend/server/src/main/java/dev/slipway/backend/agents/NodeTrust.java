package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.CertificateAuthority;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets in certificates our authority signed for nodes, also expired ones: an agent that was cut off
 * for a day must be able to ask for a new one. What a certificate is good for is decided by {@link
 * NodeAuthentication}, per call.
 */
final class NodeTrust extends X509ExtendedTrustManager {
  private final CertificateAuthority authority;

  NodeTrust(CertificateAuthority authority) {
    this.authority = authority;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || authority.node(chain[0]).isEmpty()) {
      throw new CertificateException("Not a certificate of one of our nodes");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notAClient();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority.certificate()};
  }

  private static CertificateException notAClient() {
    return new CertificateException("This side dials nobody");
  }
}
