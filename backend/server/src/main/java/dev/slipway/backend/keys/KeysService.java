package dev.slipway.backend.keys;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.keys.KeyView;
import dev.slipway.api.keys.KeysView;
import dev.slipway.api.keys.KeysView.RotationView;
import dev.slipway.api.keys.PlatformKeysView;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.KeyRing;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.PlatformKey;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins rotations and tells how far they are; the reconciler does the rest. */
@Service
class KeysService {
  private final KeyRing ring;
  private final PlatformKey platform;
  private final RotationRepository rotations;
  private final Rotation rotation;
  private final PlatformRotation platformRotation;
  private final InstantSource clock;

  KeysService(
      KeyRing ring,
      PlatformKey platform,
      RotationRepository rotations,
      Rotation rotation,
      PlatformRotation platformRotation,
      InstantSource clock) {
    this.ring = ring;
    this.platform = platform;
    this.rotations = rotations;
    this.rotation = rotation;
    this.platformRotation = platformRotation;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public KeysView keys(OrganizationScope scope) {
    return view(scope.organization());
  }

  @Transactional
  public KeysView rotate(OrganizationScope scope) {
    ring.add(scope.organization(), scope.caller().name(), clock.instant());
    return view(scope.organization());
  }

  @Transactional(readOnly = true)
  public PlatformKeysView platform() {
    return platformView();
  }

  @Transactional
  public PlatformKeysView rotatePlatform() {
    platform.rotate();
    return platformView();
  }

  private KeysView view(OrganizationId organization) {
    List<KeyView> keys =
        ring.keys(organization).stream()
            .map(key -> new KeyView(key.id(), key.primary(), key.enabled()))
            .toList();
    return rotations
        .of(organization)
        .map(one -> new KeysView(keys, underWay(one), one.rotatedAt(), one.destroyAt()))
        .orElseGet(() -> new KeysView(keys, null, null, null));
  }

  private @Nullable RotationView underWay(RotationRepository.Rotation one) {
    return one.stage() == null || one.startedAt() == null
        ? null
        : new RotationView(
            one.stage(),
            requireNonNullElse(one.by(), ""),
            one.startedAt(),
            one.reencrypted(),
            rotation.left(one.organization()));
  }

  private PlatformKeysView platformView() {
    return new PlatformKeysView(
        platform.versions().stream()
            .map(version -> new KeyView(version.id(), version.newest(), version.enabled()))
            .toList(),
        platform.changedAt(),
        platformRotation.left());
  }
}
