package dev.slipway.backend.passkeys;

import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.passkeys.PasskeyRepository.Passkey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** Passkeys as Spring Security's relying party keeps them, in our table. */
@Component
class PasskeyStore implements UserCredentialRepository {
  private final PasskeyRepository passkeys;
  private final InstantSource clock;

  PasskeyStore(PasskeyRepository passkeys, InstantSource clock) {
    this.passkeys = passkeys;
    this.clock = clock;
  }

  /** A new one, or one that was used just now. */
  @Override
  public void save(CredentialRecord passkey) {
    Instant now = clock.instant();
    if (passkeys.find(passkey.getCredentialId()).isEmpty()) {
      passkeys.insert(Uuids.next(now), passkey, now);
    } else if (!passkeys.used(passkey, now)) {
      // Its counter goes backwards: there are two of them.
      throw new IllegalStateException("The passkey has been copied");
    }
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
    return passkeys.find(credential).map(Passkey::credential).orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes handle) {
    return Handle.person(handle).map(passkeys::list).orElse(List.of()).stream()
        .map(Passkey::credential)
        .toList();
  }

  @Override
  public void delete(Bytes credential) {
    throw new UnsupportedOperationException("Removed by its owner only");
  }
}
