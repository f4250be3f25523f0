package dev.slipway.backend.passkeys;

import dev.slipway.backend.kernel.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** People as Spring Security's relying party knows them; their name here is their id. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {
  private final PasskeyRepository passkeys;

  PasskeyOwners(PasskeyRepository passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
    return Handle.person(handle).map(this::entity).orElse(null);
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String id) {
    return entity(new PersonId(UUID.fromString(id)));
  }

  @Nullable PublicKeyCredentialUserEntity entity(PersonId person) {
    return passkeys
        .owner(person)
        .map(owner ->
            ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Handle.of(person))
                .name(owner.email())
                .displayName(owner.name())
                .build())
        .orElse(null);
  }

  @Override
  public void save(PublicKeyCredentialUserEntity entity) {
    throw new UnsupportedOperationException("People are not made by their passkeys");
  }

  @Override
  public void delete(Bytes handle) {
    throw new UnsupportedOperationException("People do not end with their passkeys");
  }
}
