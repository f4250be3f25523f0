package dev.slipway.backend.repositories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/**
 * An Ed25519 pair for ssh.
 *
 * @param secret in OpenSSH's form
 * @param open the public half, as a line forges take
 */
record DeployKey(String secret, String open, String fingerprint) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LINE = 70;

  static DeployKey generate(String comment) {
    var key = new Ed25519PrivateKeyParameters(RANDOM);
    try {
      byte[] secret = OpenSSHPrivateKeyUtil.encodePrivateKey(key);
      byte[] open = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
      String line = "ssh-ed25519 " + Base64.getEncoder().encodeToString(open) + " " + comment;
      return new DeployKey(armored(secret), line, Fingerprint.of(open));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String armored(byte[] secret) {
    byte[] end = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(LINE, end).encodeToString(secret)
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  /** Nothing of the secret half. */
  @Override
  public String toString() {
    return "DeployKey[" + fingerprint + "]";
  }
}
