package dev.slipway.backend.feed;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.ProjectFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One live view of an organization: gathers what changed and hands it on a few times a second. */
final class Watch implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(4).toNanos();

  private final OrganizationId organization;
  private final Supplier<Optional<ProjectFilter>> sight;
  private ProjectFilter visible;
  private final Consumer<List<ChangesApi.Change>> consumer;
  private final Set<ChangesApi.Change> gathered = new LinkedHashSet<>();
  private Runnable ending = () -> {};
  private long asked = System.nanoTime();
  private boolean delivering;
  private boolean closed;

  /**
   * @param visible what whoever watches sees now
   * @param sight the same anew, empty when they see nothing any more; asked every few seconds while
   *     something changes
   */
  Watch(
      OrganizationId organization,
      ProjectFilter visible,
      Supplier<Optional<ProjectFilter>> sight,
      Consumer<List<ChangesApi.Change>> consumer) {
    this.organization = organization;
    this.visible = visible;
    this.sight = sight;
    this.consumer = consumer;
  }

  void onClose(Runnable action) {
    ending = action;
  }

  /** Called from the feed's thread. */
  synchronized void changed(List<Change> changes) {
    for (Change change : changes) {
      if (!closed && organization.equals(change.organization()) && shows(change)) {
        gathered.add(view(change));
      }
    }
    if (!gathered.isEmpty() && !delivering) {
      delivering = true;
      Thread.ofVirtual().name("watch").start(this::deliver);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      gathered.clear();
    }
    ending.run();
  }

  private void deliver() {
    try {
      for (List<ChangesApi.Change> changes = next(); !changes.isEmpty(); changes = next()) {
        if (!stillAllowed()) {
          close();
          return;
        }
        consumer.accept(changes);
      }
    } catch (InterruptedException _) {
      close();
    } catch (RuntimeException e) {
      // A view that is gone, most likely.
      log.debug("A watch ends because its consumer failed", e);
      close();
    }
  }

  private List<ChangesApi.Change> next() throws InterruptedException {
    Thread.sleep(GATHER);
    synchronized (this) {
      var changes = new ArrayList<>(gathered);
      gathered.clear();
      delivering = !changes.isEmpty();
      return changes;
    }
  }

  private boolean stillAllowed() {
    if (System.nanoTime() - asked < ASK_AGAIN_NANOS) {
      return true;
    }
    asked = System.nanoTime();
    Optional<ProjectFilter> now = sight.get();
    now.ifPresent(this::see);
    return now.isPresent();
  }

  private synchronized void see(ProjectFilter now) {
    visible = now;
  }

  private boolean shows(Change change) {
    ProjectId project = change.project();
    return visible.shows(project == null ? null : project.value());
  }

  private static ChangesApi.Change view(Change change) {
    var project = change.project();
    var app = change.app();
    return new ChangesApi.Change(
        change.kind(),
        project == null ? null : project.value(),
        app == null ? null : app.value(),
        change.object());
  }
}
