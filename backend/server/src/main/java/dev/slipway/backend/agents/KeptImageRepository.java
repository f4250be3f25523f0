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
        select distinct node_id, organization_id, app_id from pod where node_id in (select unnest(cast(:nodes as uuid[])))
      ), live as (
        select a.app_id, image.image_repository, image.image_digest, image.container_images
          from (select distinct organization_id, app_id from here) a
         cross join lateral
               (select r.image_repository, r.image_digest,
                       (array_agg(r.container_images order by deployed.number desc))[1] as container_images
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
      select distinct here.node_id, image.image_repository, image.image_digest
        from here
        join live on live.app_id = here.app_id
       cross join lateral
             (select live.image_repository, live.image_digest
               union all
              select split_part(other #>> '{}', '@', 1), split_part(other #>> '{}', '@', 2)
                from jsonb_path_query(live.container_images, '$.image.*') other) image
       order by here.node_id, image.image_repository, image.image_digest
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
        .param("nodes", PictureRepository.ids(nodes))
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
