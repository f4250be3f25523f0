package dev.slipway.agent.control;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose certificate the pinned authority signed for serving. The host's name is not
 * looked at: that authority signs for the control plane only, wherever it is dialled.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private static final String SERVES = "1.3.6.1.5.5.7.3.1";

  private final Predicate<X509Certificate> pinned;

  PinnedTrust(Predicate<X509Certificate> pinned) {
    this.pinned = pinned;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length < 2 || !pinned.test(chain[chain.length - 1])) {
      throw new CertificateException(
          "Whoever answers is not the control plane this node was told of.");
    }
    X509Certificate authority = chain[chain.length - 1];
    X509Certificate server = chain[0];
    try {
      authority.checkValidity();
      authority.verify(authority.getPublicKey());
      server.checkValidity();
      server.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("The control plane's certificate is not valid.", e);
    }
    List<String> purposes = server.getExtendedKeyUsage();
    if (authority.getBasicConstraints() < 0 || purposes == null || !purposes.contains(SERVES)) {
      throw new CertificateException("This certificate is not one for a control plane.");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw notAServer();
  }

  private static CertificateException notAServer() {
    return new CertificateException("An agent is dialled by nobody.");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
