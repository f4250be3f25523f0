package dev.slipway.backend.terminals;

import static dev.slipway.backend.security.Permission.TERMINAL_OPEN;

import dev.slipway.api.terminals.OpenTerminal;
import dev.slipway.api.terminals.TerminalTicket;
import dev.slipway.api.terminals.TerminalsApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TerminalsController implements TerminalsApi {
  private final Authorizer authorizer;
  private final TerminalDesk desk;
  private final OwnOrigin origin;
  private final Upgrade upgrade;

  TerminalsController(Authorizer authorizer, TerminalDesk desk, OwnOrigin origin, Upgrade upgrade) {
    this.authorizer = authorizer;
    this.desk = desk;
    this.origin = origin;
    this.upgrade = upgrade;
  }

  @Override
  public TerminalTicket ticket(UUID app, UUID pod, @Nullable OpenTerminal request) {
    AppScope scope = authorizer.app(new AppId(app), TERMINAL_OPEN);
    authorizer.requireFresh();
    return desk.issue(scope, new PodId(pod), request);
  }

  /**
   * The terminal itself: a WebSocket, on the address of everything else. Who comes says the ticket;
   * cookies are not looked at, so nobody's browser can be made to.
   */
  @GetMapping("/terminals")
  void connect(HttpServletRequest request, HttpServletResponse response) {
    String secret =
        Upgrade.ticket(request)
            .orElseThrow(() ->
                Problem.of(
                    Problem.Kind.UNAUTHENTICATED,
                    "unauthenticated",
                    "This address takes a ticket: POST /api/v1/apps/{app}/pods/{pod}/terminal gives one."));
    origin.require(request);
    Upgrade.require(request);
    Ticket ticket = desk.redeem(secret);
    // From here on it is this person's call, also in the audit when it is refused.
    CurrentCaller.set(ticket.principal());
    AppScope _ = authorizer.app(ticket.place().app(), TERMINAL_OPEN);
    Terminal terminal = desk.admit(ticket);
    try {
      upgrade.perform(request, response, terminal);
    } catch (RuntimeException e) {
      terminal.end("failed", "The connection could not be made.");
      terminal.run(Screen.NONE);
      throw e;
    }
  }
}
