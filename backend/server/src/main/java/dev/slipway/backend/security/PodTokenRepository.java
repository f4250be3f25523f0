package dev.slipway.backend.security;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class PodTokenRepository {
  /**
   * Of {@code pod_token k}. With its pod's row it is gone itself; of an app that was stopped or
   * deleted it ends before its pods do.
   */
  static final String HOLDS =
      """
      k.expires_at > now()
      and exists (select from app b
                   where b.organization_id = k.organization_id and b.id = k.app_id
                     and b.deleted_at is null and not b.stopped)
      """;

  private static final String INSERT =
      """
      insert into pod_token (id, organization_id, pod_id, app_id, hash, created_at, expires_at)
      select :id, p.organization_id, p.id, p.app_id, :hash, :now, :expires
        from pod p
        join app a on a.organization_id = p.organization_id and a.id = p.app_id
        join revision r on r.organization_id = p.organization_id and r.id = p.revision_id
       where p.id = :pod and p.node_id = :node and a.deleted_at is null and not a.stopped
         and cast(r.spec ->> 'workloadToken' as boolean)
      """;

  private static final String DELETE_OTHERS =
      """
      delete from pod_token
       where (organization_id, pod_id) in (select organization_id, id from pod where id = :pod)
         and hash <> :held and created_at < :before
      """;

  /**
   * What was asked for twice may be answered in the wrong order: the answer that the node has taken
   * must not be ended by the one it has given up waiting for.
   */
  private static final Duration MAY_BE_ON_ITS_WAY = Duration.ofMinutes(1);

  private final Db db;

  PodTokenRepository(Db db) {
    this.db = db;
  }

  /** False unless the pod is placed on the node, and is of an app that runs and wants tokens. */
  boolean insert(UUID id, NodeId node, UUID pod, byte[] hash, Instant now, Instant expires) {
    return db.system()
            .sql(INSERT)
            .param("id", id)
            .param("node", node.value())
            .param("pod", pod)
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .param("expires", expires.atOffset(UTC))
            .update()
        == 1;
  }

  /** Ends the pod's tokens that nobody has any more. */
  void deleteOthers(UUID pod, byte[] held, Instant now) {
    int _ =
        db.system()
            .sql(DELETE_OTHERS)
            .param("pod", pod)
            .param("held", held)
            .param("before", now.minus(MAY_BE_ON_ITS_WAY).atOffset(UTC))
            .update();
  }
}
