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
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One live view of an organization: gathers what changed and hands it on a few times a second. */
final class Watch implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final Duration GATHER = Duration.ofMillis(100);

  private final OrganizationId organization;
  private ProjectFilter visible;
  private final Consumer<List<ChangesApi.Change>> consumer;
  private final Set<ChangesApi.Change> gathered = new LinkedHashSet<>();
  private final List<Runnable> endings = new ArrayList<>();
  private boolean delivering;
  private boolean closed;

  /**
   * @param visible what whoever watches sees now
   */
  Watch(
      OrganizationId organization,
      ProjectFilter visible,
      Consumer<List<ChangesApi.Change>> consumer) {
    this.organization = organization;
    this.visible = visible;
    this.consumer = consumer;
  }

  /** Done when it is closed; at once when it is. */
  void onClose(Runnable action) {
    synchronized (this) {
      if (!closed) {
        endings.add(action);
        return;
      }
    }
    action.run();
  }

  /** Whoever watches sees something else from now on. */
  synchronized void see(ProjectFilter now) {
    visible = now;
    gathered.removeIf(change -> !now.shows(change.project()));
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
    List<Runnable> last;
    synchronized (this) {
      closed = true;
      gathered.clear();
      last = List.copyOf(endings);
      endings.clear();
    }
    last.forEach(Runnable::run);
  }

  private void deliver() {
    try {
      for (List<ChangesApi.Change> changes = next(); !changes.isEmpty(); changes = next()) {
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
