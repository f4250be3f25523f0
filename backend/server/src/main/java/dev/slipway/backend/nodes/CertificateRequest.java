package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.Problem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * What a node sends to be given a certificate. Only its key is taken, after it proved to hold the
 * private half; the names it asks for are not even looked at.
 */
record CertificateRequest(PublicKey key) {
  private static final int MOST_BYTES = 8 << 10;
  private static final int CURVE_BITS = 256;

  /**
   * @throws Problem when it is not PKCS#10, not signed by its own key, or the key is not on a
   *     256-bit curve
   */
  static CertificateRequest read(byte[] der) {
    if (der.length > MOST_BYTES) {
      throw refused();
    }
    try {
      var request = new JcaPKCS10CertificationRequest(der);
      PublicKey key = request.getPublicKey();
      boolean holds = request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
      if (!holds || !suitable(key)) {
        throw refused();
      }
      return new CertificateRequest(key);
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | IllegalArgumentException e) {
      throw refused();
    }
  }

  private static boolean suitable(PublicKey key) {
    return key instanceof ECPublicKey curve
        && curve.getParams().getCurve().getField().getFieldSize() == CURVE_BITS;
  }

  private static Problem refused() {
    return Problem.invalid(
        "The certificate request is not valid. It is PKCS#10 in DER, with a P-256 key, signed by that key.");
  }
}
