package dev.slipway.backend.webhooks;

import static java.util.Objects.requireNonNull;

import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.forges.Headers;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was in a delivery, made small and unreadable at rest, and back. */
@Component
class Contents {
  /** Compressed. A push of two thousand commits takes about half of it. */
  static final int LARGEST = 512 * 1024;

  /** What the compressed form may grow to: the largest body there is. */
  private static final int LARGEST_BODY = 25 * 1024 * 1024;

  private final Vault vault;

  Contents(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param body null when it is too large to keep
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Packed(Map<String, String> headers, byte @Nullable [] body) {}

  static Packed pack(Forge forge, Delivered delivered) {
    var small = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(small)) {
      zip.write(delivered.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Packed(
        delivered.headers().among(forge.kept()),
        small.size() > LARGEST ? null : small.toByteArray());
  }

  /** By their deliveries, which it belongs to for good. */
  Map<UUID, byte[]> seal(OrganizationId organization, Map<UUID, byte[]> packed) {
    Map<String, byte[]> plain = new HashMap<>();
    packed.forEach((delivery, body) -> plain.put(context(delivery), body));
    Map<String, byte[]> sealed = vault.encryptAll(organization, plain);
    Map<UUID, byte[]> bodies = new HashMap<>();
    packed
        .keySet()
        .forEach(delivery -> bodies.put(delivery, requireNonNull(sealed.get(context(delivery)))));
    return bodies;
  }

  byte[] open(OrganizationId organization, UUID delivery, byte[] sealed) {
    byte[] packed = vault.decrypt(organization, context(delivery), sealed);
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return zip.readNBytes(LARGEST_BODY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Delivered delivered(Map<String, String> headers, byte[] body) {
    var all = new Headers();
    headers.forEach(all::with);
    return new Delivered(all, body);
  }

  private static String context(UUID delivery) {
    return "webhook-delivery/" + delivery;
  }
}
