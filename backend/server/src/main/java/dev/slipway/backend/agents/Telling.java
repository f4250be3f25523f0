package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Tells nodes what the picture says, and knows who has not been told yet. Of one thread only. */
final class Telling {
  /** Sets of so many nodes wait to be sent at a time; those of thousands would be gigabytes. */
  private static final int AT_ONCE = 250;

  private final Sessions sessions;
  private final Pictures pictures;
  private final Picture picture = new Picture();
  private final Sweep sweep = new Sweep();
  private final Waiting waiting = new Waiting();
  private final Set<NodeId> due = new LinkedHashSet<>();
  private final Set<UUID> stirred = new HashSet<>();
  private final Map<Session, Long> published = new HashMap<>();

  Telling(Sessions sessions, Pictures pictures) {
    this.sessions = sessions;
    this.pictures = pictures;
  }

  Picture picture() {
    return picture;
  }

  /** What is looked at although nothing said that it changed. */
  Touched sweep() {
    return sweep.next(() -> pictures.everything(picture));
  }

  /**
   * Tells these, and those that the picture's changes concern.
   *
   * @return true when others are left to be told
   */
  boolean tell(Set<NodeId> nodes) {
    Picture.News changes = picture.news();
    due.addAll(nodes);
    due.addAll(changes.nodes());
    stirred.addAll(changes.apps());
    Map<Session, NodeSet> news = changed();
    if (!news.isEmpty() || !stirred.isEmpty()) {
      long generation = pictures.nextGeneration();
      stirred.forEach(app -> waiting.told(app, picture.reach(app).traffic(), generation));
      stirred.clear();
      news.forEach((session, set) -> tell(session, set, picture.epoch(), generation));
      if (!news.isEmpty()) {
        CrashPoint.here("agents.desired-set-sent");
      }
    }
    ingresses().forEach(session -> session.told().isSoUpTo(picture.horizon()));
    return !due.isEmpty();
  }

  /** Those connected here that answer and have been told everything. */
  private List<Session> ingresses() {
    return picture.ingresses().stream()
        .filter(node -> picture.answers(node) && !due.contains(node))
        .map(sessions::of)
        .filter(Objects::nonNull)
        .toList();
  }

  /** What other replicas do not know yet of the ingress nodes here: the horizons they act on. */
  Map<NodeId, Long> news() {
    List<Session> here = ingresses();
    published.keySet().retainAll(here);
    var news = new HashMap<NodeId, Long>();
    for (Session session : here) {
      Long horizon = session.told().actsOn();
      if (horizon != null && !horizon.equals(published.put(session, horizon))) {
        news.put(session.node(), horizon);
      }
    }
    return news;
  }

  /** Nobody waits for anything to be written down. */
  boolean isSettled() {
    return waiting.apps().isEmpty();
  }

  private Map<Session, NodeSet> changed() {
    Map<Session, NodeSet> news = new HashMap<>();
    for (Iterator<NodeId> nodes = due.iterator(); nodes.hasNext() && news.size() < AT_ONCE; ) {
      NodeId node = nodes.next();
      nodes.remove();
      Session session = sessions.of(node);
      if (session == null) {
        continue;
      }
      // One that has just come is looked at next.
      if (picture.knows(node) && !picture.holds(node)) {
        continue;
      }
      if (!picture.knows(node)) {
        session.close(Status.PERMISSION_DENIED.withDescription("This node was removed."));
        sessions.end(session);
        continue;
      }
      NodeSet set = picture.of(node);
      if (!set.equals(session.told().last())) {
        news.put(session, set);
      }
    }
    return news;
  }

  private static void tell(Session session, NodeSet set, long epoch, long generation) {
    Told told = session.told();
    ToAgent message = message(told, set, epoch, generation);
    // Before it is sent: the acknowledgement may be quicker than we are.
    told.told(set, generation);
    if (!session.sendIfReady(message)) {
      // Its stream wakes us when it has caught up.
      told.lost();
    }
  }

  private static ToAgent message(Told told, NodeSet set, long epoch, long generation) {
    var message = ToAgent.newBuilder();
    NodeSet last = told.last();
    if (last == null) {
      return message.setComplete(set.complete(epoch, generation)).build();
    }
    return set.since(last)
        .map(delta ->
            message
                .setDelta(
                    delta.setEpoch(epoch).setAppliesTo(told.generation()).setGeneration(generation))
                .build())
        .orElseThrow(() -> new IllegalArgumentException("Nothing to tell"));
  }

  /** As far as those have acknowledged it that send requests to the pods. */
  Routing routing() {
    Map<UUID, Long> environments = new HashMap<>();
    long ingresses = known(picture.ingresses());
    return Routing.of(
        waiting,
        app -> {
          Reach reach = picture.reach(app);
          boolean routes = !reach.routes().isEmpty();
          long known = routes ? ingresses : Told.EVERYTHING;
          UUID environment = reach.environment();
          if (environment == null || reach.services().isEmpty()) {
            return known;
          }
          long neighbours =
              environments.computeIfAbsent(environment, id -> known(picture.nodesOf(id)));
          // Those that are connected to another replica do not keep the ingresses here waiting.
          return routes && neighbours == Routing.NOBODY ? known : Math.min(known, neighbours);
        });
  }

  /** It is written down, and what comes of it will be told as a change. */
  void recorded(List<UUID> pods) {
    waiting.forget(pods);
  }

  /** What all of them know that are connected here and answer. */
  private long known(Collection<NodeId> nodes) {
    List<Told> answering = new ArrayList<>();
    for (NodeId node : nodes) {
      Session session = picture.answers(node) ? sessions.of(node) : null;
      if (session != null) {
        if (due.contains(node)) {
          return 0;
        }
        answering.add(session.told());
      }
    }
    return Routing.all(answering);
  }
}
