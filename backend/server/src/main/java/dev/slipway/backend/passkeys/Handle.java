package dev.slipway.backend.passkeys;

import dev.slipway.backend.kernel.PersonId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.web.webauthn.api.Bytes;

/** What authenticators know a person by: the bytes of the id, which say nothing about them. */
final class Handle {
  private static final int LENGTH = 16;

  private Handle() {}

  static Bytes of(PersonId person) {
    UUID id = person.value();
    return new Bytes(
        ByteBuffer.allocate(LENGTH)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  static Optional<PersonId> person(Bytes handle) {
    ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
    return bytes.remaining() == LENGTH
        ? Optional.of(new PersonId(new UUID(bytes.getLong(), bytes.getLong())))
        : Optional.empty();
  }
}
