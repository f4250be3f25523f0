package dev.slipway.backend.keys;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.keys.SealedRepository.Value;
import dev.slipway.backend.security.KeyRing;
import dev.slipway.backend.security.PlatformKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whatever an older version of the platform's key encrypted, encrypted again with the newest; the
 * older ones are disabled when nothing is left of them.
 */
@Component
class PlatformRotation {
  private static final Logger log = LoggerFactory.getLogger(PlatformRotation.class);

  /** Until then somebody may still write with the version before. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final RotationRepository rotations;
  private final SealedRepository sealed;
  private final KeyRing keys;
  private final PlatformKey platform;
  private final InstantSource clock;

  PlatformRotation(
      RotationRepository rotations,
      SealedRepository sealed,
      KeyRing keys,
      PlatformKey platform,
      InstantSource clock) {
    this.rotations = rotations;
    this.sealed = sealed;
    this.keys = keys;
    this.platform = platform;
    this.clock = clock;
  }

  /**
   * @return how many; 0: none left
   */
  @Transactional
  public int reencrypt(long epoch, int most) {
    rotations.fence(epoch);
    byte[] mark = platform.mark();
    List<OrganizationId> organizations = rotations.toWrap(HexFormat.of().formatHex(mark), most);
    organizations.forEach(keys::rewrap);
    int done = organizations.size();
    for (SealedColumn column : SealedColumn.OF_PLATFORM) {
      List<Value> old = sealed.old(column, null, mark, most - done);
      old.forEach(value -> {
        byte[] renewed = keys.renewedForPlatform(value.context(), value.sealed());
        sealed.renew(column, value, renewed);
      });
      done += old.size();
    }
    return done;
  }

  long left() {
    byte[] mark = platform.mark();
    long left = rotations.leftToWrap(HexFormat.of().formatHex(mark));
    for (SealedColumn column : SealedColumn.OF_PLATFORM) {
      left += sealed.left(column, null, mark);
    }
    return left;
  }

  /** Nothing was left a moment ago. */
  boolean retire() {
    boolean old =
        platform.versions().stream().anyMatch(version -> version.enabled() && !version.newest());
    if (!old || platform.changedAt().plus(SETTLED).isAfter(clock.instant())) {
      return false;
    }
    platform.retire();
    log.info("The platform's key was exchanged: everything is encrypted with the new version");
    return true;
  }
}
