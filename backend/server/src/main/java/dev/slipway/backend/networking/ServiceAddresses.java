package dev.slipway.backend.networking;

import dev.slipway.backend.platform.PlatformProperties;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Addresses for services, drawn at random: what was freed a moment ago, and may still be known to
 * somebody, is unlikely to come back soon. The first 256 are kept for the platform.
 */
@Component
class ServiceAddresses {
  private static final int KEPT = 256;
  private static final int TRIES = 64;

  private final Ipv4Range range;
  private final RandomGenerator random = RandomGenerator.getDefault();

  ServiceAddresses(PlatformProperties platform) {
    range = Ipv4Range.of(platform.serviceCidr());
  }

  Stream<String> candidates() {
    // The last address of a range is its broadcast address.
    return random.longs(TRIES, KEPT, range.size() - 1).mapToObj(range::address);
  }
}
