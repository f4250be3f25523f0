package dev.slipway.backend.singlesignon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that an id token is the provider's, for us, from now, and for this very sign-in. */
final class IdTokens {
  /** With keys of their own only: never one signed with a secret both sides know, never none. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int LONGEST_SUBJECT = 255;

  private IdTokens() {}

  static Map<String, Object> verify(
      String token, List<JWK> keys, Connection connection, String nonce) throws SsoFailure {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(new JWKSet(keys))));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            connection.clientId(),
            new JWTClaimsSet.Builder().issuer(connection.issuer()).claim("nonce", nonce).build(),
            Set.of("sub", "exp", "iat")));
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String party = claims.getStringClaim("azp");
      if (party != null && !party.equals(connection.clientId())) {
        throw SsoFailure.provider("The id token was issued to another client.");
      }
      String subject = claims.getSubject();
      if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
        throw SsoFailure.provider("The id token names nobody.");
      }
      return claims.getClaims();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw SsoFailure.provider("The id token does not hold: %s.".formatted(e.getMessage()));
    }
  }
}
