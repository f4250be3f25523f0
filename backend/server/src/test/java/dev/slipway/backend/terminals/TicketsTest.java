package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.protocol.TerminalSize;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Tickets tickets = new Tickets(() -> now);

  static Ticket until(Instant expiresAt) {
    var person = new PersonId(UUID.randomUUID());
    return new Ticket(
        new Principal(new Caller.Person(person, "Ada", false), null, null),
        new Place(
            new OrganizationId(UUID.randomUUID()),
            new ProjectId(UUID.randomUUID()),
            new AppId(UUID.randomUUID()),
            "shop/production/web",
            new PodId(UUID.randomUUID()),
            "slp-web-1-abcdef",
            new NodeId(UUID.randomUUID())),
        List.of(),
        TerminalSize.getDefaultInstance(),
        expiresAt);
  }

  private String add() {
    return tickets.add(until(now.plus(Tickets.LIFE)));
  }

  @Test
  void isUsedOnce() {
    String secret = add();
    assertThat(tickets.redeem(secret)).isPresent();
    assertThat(tickets.redeem(secret)).isEmpty();
  }

  @Test
  void holdsForThirtySeconds() {
    String inTime = add();
    String late = add();
    now = now.plusSeconds(29);
    assertThat(tickets.redeem(inTime)).isPresent();
    now = now.plusSeconds(1);
    assertThat(tickets.redeem(late)).isEmpty();
  }

  @Test
  void cannotBeGuessed() {
    assertThat(add()).hasSize(43).isNotEqualTo(add());
    assertThat(tickets.redeem("")).isEmpty();
  }
}
