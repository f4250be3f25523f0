package dev.slipway.backend.events;

import dev.slipway.api.Page;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectFilter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Events implements EventLog {
  private static final int LONGEST = 200;

  private final EventRepository events;
  private final InstantSource clock;

  Events(EventRepository events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void record(NewEvent event) {
    Instant now = clock.instant();
    events.insert(Uuids.next(now), now, event);
  }

  @Transactional(readOnly = true)
  public Page<EventView> of(AppScope scope, @Nullable String after, int limit) {
    var query = new EventQuery(null, null, null, scope.app().value(), null, null, null);
    int size = Cursor.pageSize(limit);
    return page(
        events.page(scope.organization(), query, ProjectFilter.ALL, Cursor.read(after), size + 1),
        size);
  }

  @Transactional(readOnly = true)
  public Page<EventView> of(
      OrganizationScope scope, EventQuery query, @Nullable String after, int limit) {
    check(query);
    int size = Cursor.pageSize(limit);
    return page(
        events.page(scope.organization(), query, scope.visible(), Cursor.read(after), size + 1),
        size);
  }

  /** For operators. */
  @Transactional(readOnly = true)
  public Page<EventView> everywhere(EventQuery query, @Nullable String after, int limit) {
    check(query);
    int size = Cursor.pageSize(limit);
    return page(events.everywhere(query, Cursor.read(after), size + 1), size);
  }

  private static Page<EventView> page(List<EventView> found, int size) {
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    return new Page<>(found.subList(0, size), Cursor.write(found.get(size - 1).id()));
  }

  private static void check(EventQuery query) {
    for (String text : new String[] {query.reason(), query.text()}) {
      if (text != null && text.length() > LONGEST) {
        throw Problem.invalid("Search for at most %d characters.".formatted(LONGEST));
      }
    }
  }
}
