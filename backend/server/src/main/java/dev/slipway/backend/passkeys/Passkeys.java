package dev.slipway.backend.passkeys;

import dev.slipway.api.people.PasskeyOptions;
import dev.slipway.api.people.PasskeyView;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.passkeys.PasskeyRepository.Passkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Several passkeys for each person; each challenge counts once, in five minutes. */
@Service
public class Passkeys {
  private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST = 20;

  private final PasskeyRepository passkeys;
  private final WebAuthnRelyingPartyOperations operations;
  private final PasskeyOwners owners;
  private final PublicKeyCredentialRpEntity us;
  private final InstantSource clock;

  Passkeys(
      PasskeyRepository passkeys,
      WebAuthnRelyingPartyOperations operations,
      PasskeyOwners owners,
      PublicKeyCredentialRpEntity us,
      InstantSource clock) {
    this.passkeys = passkeys;
    this.operations = operations;
    this.owners = owners;
    this.us = us;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<PasskeyView> list(PersonId person) {
    return passkeys.list(person).stream().map(Passkeys::view).toList();
  }

  @Transactional
  PasskeyOptions registration(PersonId person) {
    if (passkeys.list(person).size() >= MOST) {
      throw Problem.invalid(
          "You have %d passkeys. Remove one before adding another.".formatted(MOST));
    }
    var options =
        operations.createPublicKeyCredentialCreationOptions(
            new ImmutablePublicKeyCredentialCreationOptionsRequest(authentication(person)));
    remember(options.getChallenge(), person);
    return new PasskeyOptions(PasskeyJson.write(options));
  }

  /**
   * @throws Problem validation-failed when the browser's answer does not prove a new passkey
   */
  @Transactional
  PasskeyView add(PersonId person, DisplayName name, String json) {
    try {
      var credential = PasskeyJson.registration(json);
      var options =
          PublicKeyCredentialCreationOptions.builder()
              .rp(us)
              .user(Objects.requireNonNull(owners.entity(person)))
              .challenge(
                  take(PasskeyJson.challenge(credential.getResponse().getClientDataJSON()), person))
              .pubKeyCredParams(
                  PublicKeyCredentialParameters.EdDSA,
                  PublicKeyCredentialParameters.ES256,
                  PublicKeyCredentialParameters.RS256)
              .authenticatorSelection(RelyingParty.SELECTION)
              .build();
      CredentialRecord added =
          operations.registerCredential(
              new ImmutableRelyingPartyRegistrationRequest(
                  options, new RelyingPartyPublicKey(credential, name.value())));
      return view(passkeys.find(added.getCredentialId()).orElseThrow());
    } catch (RuntimeException e) {
      log.info("A new passkey was refused: {}", e.getMessage());
      throw Problem.invalid("The passkey could not be checked. Try to add it again.");
    }
  }

  @Transactional
  PasskeyView rename(PersonId person, UUID passkey, DisplayName name) {
    if (!passkeys.rename(person, passkey, name.value())) {
      throw Problem.notFound("passkey");
    }
    return passkeys.list(person).stream()
        .filter(one -> one.id().equals(passkey))
        .map(Passkeys::view)
        .findFirst()
        .orElseThrow();
  }

  @Transactional
  void remove(PersonId person, UUID passkey) {
    if (!passkeys.remove(person, passkey)) {
      throw Problem.notFound("passkey");
    }
  }

  @Transactional
  PasskeyOptions authentication() {
    var options =
        operations.createCredentialRequestOptions(
            new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    remember(options.getChallenge(), null);
    return new PasskeyOptions(PasskeyJson.write(options));
  }

  /**
   * Whose passkey answered.
   *
   * @throws Problem unauthenticated
   */
  @Transactional
  public PersonId verify(String json) {
    try {
      var credential = PasskeyJson.authentication(json);
      var options =
          PublicKeyCredentialRequestOptions.builder()
              .rpId(us.getId())
              .challenge(
                  take(PasskeyJson.challenge(credential.getResponse().getClientDataJSON()), null))
              .userVerification(UserVerificationRequirement.REQUIRED)
              .build();
      var owner =
          operations.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
      return Handle.person(owner.getId()).orElseThrow();
    } catch (RuntimeException e) {
      log.info("A passkey was refused: {}", e.getMessage());
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED,
          "unauthenticated",
          "This passkey is not known here, or the request took too long. Try again.");
    }
  }

  private void remember(Bytes challenge, @Nullable PersonId person) {
    Instant now = clock.instant();
    passkeys.remember(challenge, person, now, now.plus(PATIENCE));
  }

  private Bytes take(Bytes challenge, @Nullable PersonId person) {
    if (!passkeys.take(challenge, person, clock.instant())) {
      throw new IllegalArgumentException("A challenge that was not given, or was used already");
    }
    return challenge;
  }

  private static Authentication authentication(PersonId person) {
    return UsernamePasswordAuthenticationToken.authenticated(
        person.value().toString(), null, List.of());
  }

  private static PasskeyView view(Passkey passkey) {
    return new PasskeyView(
        passkey.id(),
        passkey.credential().getLabel(),
        passkey.credential().isBackupState(),
        passkey.createdAt(),
        passkey.lastUsedAt());
  }
}
