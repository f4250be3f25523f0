package dev.slipway.backend.builds;

import dev.slipway.backend.database.Db;
import java.util.List;
import org.springframework.stereotype.Repository;

@Repository
class BuildRoomRepository {
  private static final String BUILDERS =
      """
      select name, cast((disk_bytes - disk_free_bytes) * 100 / greatest(disk_bytes, 1) as integer) as percent
        from node
       where state = 'READY' and schedulable and 'BUILD' = any (roles)
       order by name
      """;

  private final Db db;

  BuildRoomRepository(Db db) {
    this.db = db;
  }

  /**
   * @param percent of its disk that is used
   */
  record BuildNode(String name, int percent) {}

  /** Nodes that would be given builds. */
  List<BuildNode> builders() {
    return db.system()
        .sql(BUILDERS)
        .query((row, _) -> new BuildNode(row.getString("name"), row.getInt("percent")))
        .list();
  }
}
