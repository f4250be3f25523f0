package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeConditionRepository.Change;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what agents say against new pods, and tells when that begins and ends. */
@Component
class NodeConditions {
  private final NodeConditionRepository nodes;
  private final EventLog events;

  NodeConditions(NodeConditionRepository nodes, EventLog events) {
    this.nodes = nodes;
    this.events = events;
  }

  /**
   * @param said all that hold, of each node that said so
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void file(Map<NodeId, Set<NodeCondition>> said) {
    if (!said.isEmpty()) {
      nodes.record(said).forEach(this::tell);
    }
  }

  private void tell(Change change) {
    change.now().stream()
        .filter(one -> !change.before().contains(one))
        .forEach(one -> events.record(NodeEvents.begins(change.node(), change.name(), one)));
    change.before().stream()
        .filter(one -> !change.now().contains(one))
        .forEach(one -> events.record(NodeEvents.ends(change.node(), change.name(), one)));
  }
}
