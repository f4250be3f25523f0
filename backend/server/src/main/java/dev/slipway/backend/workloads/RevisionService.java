package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Mount;
import dev.slipway.backend.config.ConfigSnapshots;
import dev.slipway.backend.config.ConfigSnapshots.Snapshot;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.AppScope;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes revisions: an image with spec, config and routes as they are at that moment. Nothing
 * changes one.
 */
@Service
public class RevisionService {
  private final RevisionRepository revisions;
  private final ConfigSnapshots config;
  private final Quotas quotas;
  private final InstantSource clock;

  RevisionService(
      RevisionRepository revisions, ConfigSnapshots config, Quotas quotas, InstantSource clock) {
    this.revisions = revisions;
    this.config = config;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * The next revision of the app, with the image that the build made.
   *
   * @throws Problem invalid, when the app's config does not come together; nothing is written then
   */
  @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
  public Revision create(long epoch, AppId app, BuildId build) {
    var now = clock.instant();
    RevisionRepository.Place place = revisions.place(epoch, app);
    Snapshot snapshot = config.of(place.organization(), place.project(), place.environment(), app);
    requireFiles(place.organization(), app, snapshot);
    return revisions.insert(epoch, new RevisionId(Uuids.next(now)), app, build, snapshot, now);
  }

  /** The next revision of the app, with the image of another one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Revision again(AppScope scope, RevisionId image) {
    var now = clock.instant();
    Snapshot snapshot =
        config.of(scope.organization(), scope.project(), scope.environment(), scope.app());
    requireFiles(scope.organization(), scope.app(), snapshot);
    return revisions.insertAgain(scope, new RevisionId(Uuids.next(now)), image, snapshot, now);
  }

  /**
   * A pod would wait for ever for a file that nobody has the content of; and operators may have
   * changed their mind since the app was changed.
   */
  private void requireFiles(OrganizationId organization, AppId app, Snapshot snapshot) {
    AppSpec spec = revisions.spec(organization, app);
    quotas.requireIsolation(organization, spec.isolation());
    for (Mount mount : spec.mounts()) {
      if (mount.kind() == Mount.Kind.SECRET_FILE && !snapshot.names().contains(mount.name())) {
        throw Problem.invalid(
            "The file %s is made of the variable %s, which the app's config does not have. Set it, or remove the mount."
                .formatted(mount.path(), mount.name()));
      }
    }
  }

  /**
   * One to go back to.
   *
   * @throws Problem isolation-not-allowed, when operators have changed their mind since
   */
  @Transactional(readOnly = true)
  public Revision numbered(AppScope scope, int number) {
    Revision found =
        revisions
            .numbered(scope, number)
            .orElseThrow(() -> Problem.notFound("revision of this app: " + number));
    quotas.requireIsolation(scope.organization(), revisions.isolation(scope, found.id()));
    return found;
  }
}
