package dev.slipway.backend.events;

import dev.slipway.api.Page;
import dev.slipway.api.logs.EventView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.OrganizationId;
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
    return page(scope.organization(), scope.app(), ProjectFilter.ALL, after, limit);
  }

  @Transactional(readOnly = true)
  public Page<EventView> of(OrganizationScope scope, @Nullable String after, int limit) {
    return page(scope.organization(), null, scope.visible(), after, limit);
  }

  private Page<EventView> page(
      OrganizationId organization,
      @Nullable AppId app,
      ProjectFilter visible,
      @Nullable String after,
      int limit) {
    int size = Cursor.pageSize(limit);
    List<EventView> found = events.page(organization, app, visible, Cursor.read(after), size + 1);
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    return new Page<>(found.subList(0, size), Cursor.write(found.get(size - 1).id()));
  }
}
