package dev.slipway.backend.passkeys;

import static org.springframework.security.web.webauthn.api.UserVerificationRequirement.REQUIRED;

import dev.slipway.backend.platform.PlatformProperties;
import java.net.URI;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/** Who we are to browsers: the host people type, and nobody else. */
@Configuration(proxyBeanMethods = false)
class RelyingParty {
  /** The authenticator asks for a finger or a number: a passkey is two factors by itself. */
  static final AuthenticatorSelectionCriteria SELECTION =
      AuthenticatorSelectionCriteria.builder()
          .userVerification(REQUIRED)
          .residentKey(ResidentKeyRequirement.REQUIRED)
          .build();

  @Bean
  PublicKeyCredentialRpEntity relyingPartyEntity(PlatformProperties platform) {
    return PublicKeyCredentialRpEntity.builder()
        .id(platform.externalUrl().getHost())
        .name("Slipway")
        .build();
  }

  @Bean
  WebAuthnRelyingPartyOperations relyingPartyOperations(
      PublicKeyCredentialRpEntity us,
      PasskeyOwners owners,
      PasskeyStore store,
      PlatformProperties platform) {
    var operations =
        new Webauthn4JRelyingPartyOperations(
            owners, store, us, Set.of(origin(platform.externalUrl())));
    operations.setCustomizeCreationOptions(options -> options.authenticatorSelection(SELECTION));
    operations.setCustomizeRequestOptions(options -> options.userVerification(REQUIRED));
    return operations;
  }

  private static String origin(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
