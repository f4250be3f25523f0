package dev.slipway.backend.repositories;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.repositories.RemoteHeads.Seen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The transactions of questions; what is sent is sent between them. */
@Service
class CheckDesk {
  private static final int AT_ONCE = 20;
  private static final int PER_HOST = 4;
  private static final int LONGEST = 1000;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{1,40}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final CheckQueueRepository checks;
  private final HostKeys hosts;
  private final InstantSource clock;

  CheckDesk(CheckQueueRepository checks, HostKeys hosts, InstantSource clock) {
    this.checks = checks;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** A question that is now this node's; the order has to follow. */
  record Asked(Check check, NodeId node) {}

  @Transactional
  public List<Asked> claim(Set<NodeId> connected) {
    List<NodeId> nodes = checks.builders(connected);
    if (nodes.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Check> claimed = checks.claim(AT_ONCE, PER_HOST);
    return IntStream.range(0, claimed.size())
        .mapToObj(i -> {
          NodeId node = nodes.get(Math.floorMod(claimed.get(i).id().hashCode(), nodes.size()));
          checks.ask(claimed.get(i).id(), node, now);
          return new Asked(claimed.get(i), node);
        })
        .toList();
  }

  @Transactional
  public void takeBack(UUID check) {
    checks.takeBack(check);
  }

  /** A node's words are kept, but cannot break what shows them. */
  @Transactional
  public void answer(NodeId node, UUID id, Answer answer) {
    Optional<Check> check = checks.find(id);
    if (check.isEmpty()) {
      return;
    }
    boolean good = COMMIT.matcher(answer.commit()).matches();
    String type = TYPE.matcher(answer.type()).matches() ? answer.type() : "builder-error";
    String words = answer.failure().replace('\0', ' ').strip();
    String failure = words.isEmpty() ? "The node did not say why." : words;
    boolean filed =
        checks.answer(
            id,
            node,
            good ? answer.commit() : null,
            good ? null : type,
            good ? null : failure.substring(0, Math.min(LONGEST, failure.length())),
            clock.instant());
    if (filed && !answer.hostKeys().isEmpty()) {
      Check asked = check.get();
      hosts.seen(asked.organization(), asked.app(), asked.url(), answer.hostKeys());
    }
  }

  /** As the node said it; empty what it left out. */
  record Answer(String commit, String type, String failure, List<String> hostKeys) {}

  @Transactional(readOnly = true)
  public Optional<Check> answered(UUID id) {
    return checks.find(id).filter(Check::answered);
  }

  @Transactional(readOnly = true)
  public Map<UUID, Seen> seen(Collection<UUID> asked) {
    if (asked.isEmpty()) {
      return Map.of();
    }
    var seen = new HashMap<UUID, Seen>();
    asked.forEach(id -> seen.put(id, new Seen(null, "The question got lost.", Instant.EPOCH)));
    for (Check check : checks.find(asked)) {
      if (check.answered()) {
        seen.put(check.id(), new Seen(check.commit(), check.failure(), check.createdAt()));
      } else {
        seen.remove(check.id());
      }
    }
    return seen;
  }
}
