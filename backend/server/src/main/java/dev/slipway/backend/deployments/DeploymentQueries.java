package dev.slipway.backend.deployments;

import dev.slipway.api.Page;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.builds.BuildRoom;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What pages and scripts ask about deployments. */
@Service
@Transactional(readOnly = true)
class DeploymentQueries {
  private static final int MOST = 100;
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}");

  private final DeploymentViewRepository deployments;
  private final BuildRoom room;

  DeploymentQueries(DeploymentViewRepository deployments, BuildRoom room) {
    this.deployments = deployments;
    this.room = room;
  }

  /**
   * @param after cursor of the page before; null for the first page
   */
  Page<DeploymentView> page(AppScope scope, @Nullable String after, int limit) {
    int count = Math.clamp(limit, 1, MOST);
    // One more than asked for tells whether there is a next page.
    List<DeploymentView> found =
        deployments.page(scope, before(after), count + 1).stream().map(this::explained).toList();
    if (found.size() <= count) {
      return new Page<>(found, null);
    }
    List<DeploymentView> items = found.subList(0, count);
    return new Page<>(items, String.valueOf(items.getLast().number()));
  }

  DeploymentView deployment(AppScope scope, DeploymentId id) {
    return deployments
        .deployment(scope, id)
        .map(this::explained)
        .orElseThrow(() -> Problem.notFound("deployment"));
  }

  private DeploymentView explained(DeploymentView deployment) {
    BuildView build = deployment.build();
    return build == null ? deployment : deployment.withBuild(room.explained(build));
  }

  private static int before(@Nullable String cursor) {
    if (cursor == null) {
      return Integer.MAX_VALUE;
    }
    if (!CURSOR.matcher(cursor).matches()) {
      throw Problem.invalid("after takes the cursor that came with the page before.");
    }
    return Integer.parseInt(cursor);
  }
}
