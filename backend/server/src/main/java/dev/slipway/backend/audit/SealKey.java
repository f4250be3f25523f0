package dev.slipway.backend.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.security.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Signs heads of chains with the platform's Ed25519 key, made at the first use. */
@Component
class SealKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String CONTEXT = "audit-key";

  private final ChainRepository chains;
  private final Vault vault;
  private final InstantSource clock;

  SealKey(ChainRepository chains, Vault vault, InstantSource clock) {
    this.chains = chains;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * @param publicKey X.509
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Signed(byte[] signature, byte[] publicKey) {}

  @Transactional
  public Signed sign(String words) {
    try {
      ChainRepository.Key key = chains.key().orElseGet(this::create);
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(vault.decryptForPlatform(CONTEXT, key.encrypted())));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(words.getBytes(UTF_8));
      return new Signed(signature.sign(), key.publicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign the audit", e);
    }
  }

  static boolean verifies(String words, byte[] signature, byte[] publicKey) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey)));
      check.update(words.getBytes(UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      // Not a key or not a signature at all.
      return false;
    }
  }

  private ChainRepository.Key create() {
    try {
      KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      var key =
          new ChainRepository.Key(
              made.getPublic().getEncoded(),
              vault.encryptForPlatform(CONTEXT, made.getPrivate().getEncoded()));
      chains.keepKey(key, clock.instant());
      return chains.key().orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every JDK", e);
    }
  }
}
