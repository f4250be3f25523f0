package dev.slipway.backend.jobs;

import dev.slipway.api.Page;
import dev.slipway.api.jobs.RunChange;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.security.AppScope;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What pages and scripts ask about runs. */
@Service
@Transactional(readOnly = true)
class RunQueries {
  private static final int MOST = 100;
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}");

  private final RunViewRepository runs;

  RunQueries(RunViewRepository runs) {
    this.runs = runs;
  }

  /**
   * @param after cursor of the page before; null for the first page
   */
  Page<RunView> page(AppScope scope, @Nullable String after, int limit) {
    int count = Math.clamp(limit, 1, MOST);
    // One more than asked for tells whether there is a next page.
    List<RunView> found = runs.page(scope, before(after), count + 1);
    if (found.size() <= count) {
      return new Page<>(found, null);
    }
    List<RunView> items = found.subList(0, count);
    return new Page<>(items, String.valueOf(items.getLast().number()));
  }

  RunView run(AppScope scope, RunId id) {
    return runs.run(scope, id).orElseThrow(() -> Problem.notFound("run"));
  }

  List<RunPodView> pods(AppScope scope, RunId id) {
    return runs.pods(scope, id);
  }

  List<RunChange> changes(AppScope scope, RunId id) {
    return runs.changes(scope, id);
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
