package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down that a node has connected, and knows which of its connections is the newest. */
@Service
public class Connections {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ConnectionRepository nodes;
  private final EventLog events;
  private final Twins twins;

  Connections(ConnectionRepository nodes, EventLog events, DetectionProperties detection) {
    this.nodes = nodes;
    this.events = events;
    this.twins = new Twins(System::nanoTime, detection);
  }

  /**
   * What an agent says of itself.
   *
   * @param instance the name of its process; empty when it does not tell
   */
  public record Greeting(
      String address,
      String agentVersion,
      String engineVersion,
      String instance,
      NodeCapacity capacity) {}

  /** A removed node's certificate is still good, so its row decides. */
  @Transactional(readOnly = true)
  public boolean isKnown(NodeId node) {
    return nodes.exists(node);
  }

  /**
   * The node is ready from now on; connections it had before are void. Empty when the node was
   * removed, and while another process with the same certificate is heard: of two machines with one
   * identity, the one that was there first stays.
   */
  @Transactional
  public Optional<Admission> connect(NodeId node, Greeting greeting) {
    String password = newPassword();
    Optional<ConnectionRepository.Before> before =
        nodes.connect(node, greeting, Sha256.of(password));
    before
        .filter(was -> was.state() != NodeState.READY)
        .ifPresent(was -> events.record(NodeEvents.changed(node, was.name(), NodeState.READY)));
    return before.map(was -> new Admission(was.name(), was.podCidr(), was.roles(), password));
  }

  /** Why {@link #connect} gave nothing. */
  @Transactional
  public Problem refusal(NodeId node, Greeting greeting) {
    Optional<String> name = nodes.name(node);
    if (name.isEmpty()) {
      return Problem.forbidden("This node was removed; join again.");
    }
    if (twins.isOne(node, greeting.instance())) {
      events.record(NodeEvents.identityTwice(node, name.get(), greeting.address()));
    }
    return Problem.conflict(
        "node-identity-twice",
        "Another agent with this node's identity is connected. If this machine is a copy of it, remove its agent's"
            + " folder and join it with a token of its own.");
  }

  /** The stream has ended: its place is free for another process at once. */
  @Transactional
  public void left(NodeId node, Admission admission) {
    nodes.leave(node, Sha256.of(admission.registryPassword()));
  }

  /**
   * True when no later connection of the node exists; then none can begin before the caller's
   * transaction ends, so what it writes is not older than what is there.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isCurrent(NodeId node, Admission admission) {
    return nodes.isCurrent(node, Sha256.of(admission.registryPassword()));
  }

  private static String newPassword() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
