package dev.slipway.api.people;

/**
 * @param publicKey JSON for {@code PublicKeyCredential.parseCreationOptionsFromJSON} or {@code
 *     parseRequestOptionsFromJSON}
 */
public record PasskeyOptions(String publicKey) {}
