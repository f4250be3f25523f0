package dev.slipway.backend.security;

import dev.slipway.backend.database.SqlArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which projects of an organization a caller sees in its lists: all, less those hidden from them,
 * or the one an API token is for.
 *
 * @param only null for all
 */
public record ProjectFilter(@Nullable UUID only, Set<UUID> hidden) {
  public static final ProjectFilter ALL = new ProjectFilter(null, Set.of());

  /** For the projects' own column; null there is what belongs to no project, and is seen. */
  public static String sql(String column) {
    return """
    (%s is null or (coalesce(cast(:only_project as uuid) = %s, true)
                    and %s <> all(cast(:hidden_projects as uuid[]))))
    """
        .formatted(column, column, column);
  }

  /** What {@link #sql} needs. */
  public Map<String, @Nullable Object> params() {
    var params = new HashMap<String, @Nullable Object>();
    params.put("only_project", only);
    params.put("hidden_projects", SqlArray.of(hidden.stream()));
    return params;
  }

  public boolean shows(@Nullable UUID project) {
    return project == null || ((only == null || only.equals(project)) && !hidden.contains(project));
  }
}
