package dev.slipway.backend.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/** An authenticator in software, byte for byte as WebAuthn has it: one passkey on P-256. */
final class TestAuthenticator {
  private static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int WITH_CREDENTIAL = 0x40;

  private final String rpId;
  private final String origin;
  private final byte[] id = new byte[16];
  private final KeyPair keys;
  private int counter;

  TestAuthenticator(String rpId, String origin) throws GeneralSecurityException {
    this.rpId = rpId;
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
  }

  /** What {@code navigator.credentials.create} would give. */
  String create(String challenge) throws GeneralSecurityException {
    byte[] clientData = clientData("webauthn.create", challenge);
    byte[] data = authenticatorData(PRESENT_AND_VERIFIED | WITH_CREDENTIAL, attested());
    var attestation = new ByteArrayOutputStream();
    // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR
    attestation.writeBytes(
        HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"));
    attestation.writeBytes(new byte[] {0x58, (byte) data.length});
    attestation.writeBytes(data);
    return """
    {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
     "authenticatorAttachment": "platform",
     "response": {"clientDataJSON": "%2$s", "attestationObject": "%3$s", "transports": ["internal"]}}
    """
        .formatted(base64(id), base64(clientData), base64(attestation.toByteArray()));
  }

  /** What {@code navigator.credentials.get} would give. */
  String get(String challenge) throws GeneralSecurityException {
    counter++;
    return get(challenge, counter);
  }

  String get(String challenge, int count) throws GeneralSecurityException {
    counter = count;
    byte[] clientData = clientData("webauthn.get", challenge);
    byte[] data = authenticatorData(PRESENT_AND_VERIFIED, new byte[0]);
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(data);
    signature.update(sha256(clientData));
    return """
    {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
     "authenticatorAttachment": "platform",
     "response": {"clientDataJSON": "%2$s", "authenticatorData": "%3$s", "signature": "%4$s"}}
    """
        .formatted(base64(id), base64(clientData), base64(data), base64(signature.sign()));
  }

  private byte[] clientData(String type, String challenge) {
    return """
    {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}\
    """
        .formatted(type, challenge, origin)
        .getBytes(UTF_8);
  }

  private byte[] authenticatorData(int flags, byte[] attested) throws GeneralSecurityException {
    return ByteBuffer.allocate(37 + attested.length)
        .put(sha256(rpId.getBytes(UTF_8)))
        .put((byte) flags)
        .putInt(counter)
        .put(attested)
        .array();
  }

  /** No model, the id, and the public key as COSE has it. */
  private byte[] attested() {
    var key = (ECPublicKey) keys.getPublic();
    return ByteBuffer.allocate(18 + id.length + 77)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(HexFormat.of().parseHex("a5010203262001215820"))
        .put(fixed(key.getW().getAffineX()))
        .put(HexFormat.of().parseHex("225820"))
        .put(fixed(key.getW().getAffineY()))
        .array();
  }

  private static byte[] fixed(BigInteger number) {
    byte[] signed = number.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(signed.length, fixed.length);
    System.arraycopy(signed, signed.length - length, fixed, fixed.length - length, length);
    return fixed;
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
