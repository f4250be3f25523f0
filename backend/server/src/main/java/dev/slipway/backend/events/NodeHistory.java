package dev.slipway.backend.events;

import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.backend.kernel.NodeId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happened on a machine, for operators. */
@Component
public class NodeHistory {
  private final EventRepository events;

  NodeHistory(EventRepository events) {
    this.events = events;
  }

  /** Newest first. */
  @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
  public List<EventView> newest(NodeId node, int limit) {
    var query = new EventQuery(null, null, node.value(), null, null, null, null);
    return events.everywhere(query, null, limit);
  }
}
