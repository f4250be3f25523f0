package dev.slipway.backend.terminals;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import dev.slipway.protocol.TerminalReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The terminals open in this process, never more than a few for each person and organization. Here
 * the conversation with agents brings what it hears of them.
 */
@Component
public class OpenTerminals {
  private static final int MOST_OF_ONE = 5;
  private static final int MOST_OF_ORGANIZATION = 50;

  private final Map<String, Entry> open = new HashMap<>();

  private record Entry(Terminal terminal, UUID whose, UUID organization) {}

  /** Does not wait. What a node says of another node's terminals is not heard. */
  public void received(NodeId node, TerminalReport report) {
    Entry entry;
    synchronized (this) {
      entry = open.get(report.getId());
    }
    if (entry != null && entry.terminal().node().equals(node)) {
      entry.terminal().reported(report);
    }
  }

  /** A node's stream has ended, and with it what ran there on terminals. */
  public void disconnected(NodeId node) {
    List<Entry> all;
    synchronized (this) {
      all = List.copyOf(open.values());
    }
    all.stream()
        .filter(entry -> entry.terminal().node().equals(node))
        .forEach(entry ->
            entry
                .terminal()
                .end("node-away", "The connection to the pod's node broke. Open it again."));
  }

  /**
   * @throws Problem too-many-terminals
   */
  synchronized void add(Terminal terminal, Ticket ticket) {
    requireRoom(ticket.principal(), ticket.place().organization().value());
    open.put(
        terminal.id(),
        new Entry(terminal, whose(ticket.principal()), ticket.place().organization().value()));
  }

  /**
   * @throws Problem too-many-terminals
   */
  synchronized void requireRoom(Principal principal, UUID organization) {
    UUID whose = whose(principal);
    if (open.values().stream().filter(entry -> entry.whose().equals(whose)).count()
        >= MOST_OF_ONE) {
      throw tooMany("You have %d terminals open".formatted(MOST_OF_ONE));
    }
    if (open.values().stream().filter(entry -> entry.organization().equals(organization)).count()
        >= MOST_OF_ORGANIZATION) {
      throw tooMany("The organization has %d terminals open".formatted(MOST_OF_ORGANIZATION));
    }
  }

  synchronized void remove(Terminal terminal) {
    open.remove(terminal.id());
  }

  synchronized int size() {
    return open.size();
  }

  private static Problem tooMany(String sentence) {
    return Problem.of(
        Problem.Kind.TOO_MANY,
        "too-many-terminals",
        sentence + ", which is the most. Close one, then open this one again.");
  }

  /** A person's sign-ins and own tokens count together. */
  private static UUID whose(Principal principal) {
    UUID token = principal.token();
    return switch (principal.caller()) {
      case Caller.Person person -> person.id().value();
      case Caller.Token machine when machine.machine() && token != null -> token;
      case Caller.Token personal -> personal.owner().value();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> throw CurrentCaller.nobody();
    };
  }
}
