package dev.slipway.backend.workloads;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.kernel.Uuids;
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
  private final InstantSource clock;

  RevisionService(RevisionRepository revisions, InstantSource clock) {
    this.revisions = revisions;
    this.clock = clock;
  }

  /** The next revision of the app, with the image that the build made. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Revision create(long epoch, AppId app, BuildId build) {
    var now = clock.instant();
    return revisions.insert(epoch, new RevisionId(Uuids.next(now)), app, build, now);
  }

  @Transactional(readOnly = true)
  public Revision numbered(AppScope scope, int number) {
    return revisions
        .numbered(scope, number)
        .orElseThrow(() -> Problem.notFound("revision of this app: " + number));
  }
}
