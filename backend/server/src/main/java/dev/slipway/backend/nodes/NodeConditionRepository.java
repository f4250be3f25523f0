package dev.slipway.backend.nodes;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

@Repository
class NodeConditionRepository {
  /** What holds on keeps its beginning; nodes of which nothing changed are not written. */
  private static final String RECORD =
      """
      with said as (
        select s.node, s.conditions
          from jsonb_to_recordset(cast(:said as jsonb)) as s (node uuid, conditions jsonb)
      ), changed as (
        select n.id, n.conditions as before, said.conditions as now
          from node n
          join said on said.node = n.id
         where array(select jsonb_object_keys(n.conditions) order by 1)
               <> array(select jsonb_object_keys(said.conditions) order by 1)
           for no key update of n
      )
      update node n
         set conditions = (select coalesce(jsonb_object_agg(one.key, coalesce(changed.before -> one.key,
                                    jsonb_build_object('since', now(), 'message', one.value))), '{}')
                             from jsonb_each_text(changed.now) one)
        from changed
       where n.id = changed.id
      returning n.id, n.name, array(select jsonb_object_keys(changed.before)) as before,
                array(select jsonb_object_keys(changed.now)) as now
      """;

  private final Db db;
  private final Json json;

  NodeConditionRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Change(NodeId node, String name, Set<NodeCondition> before, Set<NodeCondition> now) {}

  /** The nodes of which something else holds than before. */
  List<Change> record(Map<NodeId, Set<NodeCondition>> said) {
    List<Row> rows =
        said.entrySet().stream()
            .map(one -> new Row(one.getKey().value(), words(one.getValue())))
            .toList();
    // With every change comes an event, which is followed.
    return db.unfollowed()
        .sql(RECORD)
        .param("said", json.write(rows))
        .query(NodeConditionRepository::read)
        .list();
  }

  private static Map<NodeCondition, String> words(Set<NodeCondition> conditions) {
    return conditions.stream()
        .collect(Collectors.toMap(condition -> condition, NodeCondition::words));
  }

  private static Change read(ResultSet row, int index) throws SQLException {
    return new Change(
        new NodeId(row.getObject("id", UUID.class)),
        row.getString("name"),
        conditions(row, "before"),
        conditions(row, "now"));
  }

  private static Set<NodeCondition> conditions(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(NodeCondition::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  // Named as the columns of the recordset.
  private record Row(UUID node, Map<NodeCondition, String> conditions) {}
}
