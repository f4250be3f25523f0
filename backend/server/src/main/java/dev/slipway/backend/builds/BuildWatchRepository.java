package dev.slipway.backend.builds;

import dev.slipway.backend.builds.BuildWatch.Running;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class BuildWatchRepository {
  private static final String RUNNING =
      """
      select b.id, b.organization_id, b.app_id, b.node_id, b.attempt, b.since,
             case when n.state = 'UNREACHABLE' then n.state_since end as unreachable_since
        from build b
        join node n on n.id = b.node_id
       where b.state = 'RUNNING'
       order by b.since
      """;

  private final Db db;

  BuildWatchRepository(Db db) {
    this.db = db;
  }

  /** The whole transaction is fenced by the epoch. */
  List<Running> running(long epoch) {
    return db.leader(epoch).sql(RUNNING).query(BuildWatchRepository::read).list();
  }

  private static Running read(ResultSet row, int index) throws SQLException {
    var node = new NodeId(row.getObject("node_id", UUID.class));
    OffsetDateTime away = row.getObject("unreachable_since", OffsetDateTime.class);
    return new Running(
        new StandingBuild(
            new BuildId(row.getObject("id", UUID.class)),
            new OrganizationId(row.getObject("organization_id", UUID.class)),
            new AppId(row.getObject("app_id", UUID.class)),
            node,
            true,
            row.getInt("attempt")),
        node,
        row.getObject("since", OffsetDateTime.class).toInstant(),
        away == null ? null : away.toInstant());
  }
}
