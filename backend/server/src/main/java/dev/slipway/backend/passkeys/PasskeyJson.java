package dev.slipway.backend.passkeys;

import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What goes to browsers and comes from them, as their own methods read and write it. */
final class PasskeyJson {
  private static final int LONGEST = 1 << 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

  private PasskeyJson() {}

  static String write(Object options) {
    return MAPPER.writeValueAsString(options);
  }

  static PublicKeyCredential<AuthenticatorAttestationResponse> registration(String json) {
    return read(json, new TypeReference<>() {});
  }

  static PublicKeyCredential<AuthenticatorAssertionResponse> authentication(String json) {
    return read(json, new TypeReference<>() {});
  }

  /** The one the browser says it answers; whether it was given, the database knows. */
  static Bytes challenge(Bytes clientData) {
    return Bytes.fromBase64(MAPPER.readTree(clientData.getBytes()).path("challenge").asString());
  }

  private static <T> T read(String json, TypeReference<T> type) {
    if (json.length() > LONGEST) {
      throw new IllegalArgumentException("Too long for a passkey");
    }
    return MAPPER.readValue(json, type);
  }
}
