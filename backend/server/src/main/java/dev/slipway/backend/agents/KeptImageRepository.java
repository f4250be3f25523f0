package dev.slipway.backend.agents;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class KeptImageRepository {
  /**
   * What was never live is nothing to go back to. An app is looked at once, however many nodes it
   * is on.
   */
  private static final String KEPT =
      """
      with here as (
        select distinct node_id, organization_id, app_id from pod where node_id in (:nodes)
      ), live as (
        select a.app_id, image.image_repository, image.image_digest
          from (select distinct organization_id, app_id from here) a
         cross join lateral
               (select r.image_repository, r.image_digest
                  from (select d.revision_id, d.number
                          from deployment d
                         where d.organization_id = a.organization_id and d.app_id = a.app_id and d.state = 'COMPLETE'
                         order by d.number desc
                         limit 50) deployed
                  join revision r on r.organization_id = a.organization_id and r.id = deployed.revision_id
                 group by r.image_repository, r.image_digest
                 order by max(deployed.number) desc
                 limit :releases) image
      )
      select distinct here.node_id, live.image_repository, live.image_digest
        from here
        join live on live.app_id = here.app_id
       order by here.node_id, live.image_repository, live.image_digest
      """;

  private final Db db;

  KeptImageRepository(Db db) {
    this.db = db;
  }

  record Row(NodeId node, String repository, String digest) {}

  /** Of each app with pods on a node the images that were live last. */
  List<Row> kept(Set<NodeId> nodes, int releases) {
    return db.system()
        .sql(KEPT)
        .param("nodes", nodes.stream().map(NodeId::value).toList())
        .param("releases", releases)
        .query(KeptImageRepository::read)
        .list();
  }

  private static Row read(ResultSet row, int index) throws SQLException {
    return new Row(
        new NodeId(row.getObject("node_id", UUID.class)),
        row.getString("image_repository"),
        row.getString("image_digest"));
  }
}
