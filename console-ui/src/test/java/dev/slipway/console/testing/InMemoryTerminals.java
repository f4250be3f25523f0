package dev.slipway.console.testing;

import dev.slipway.api.terminals.OpenTerminal;
import dev.slipway.api.terminals.TerminalTicket;
import dev.slipway.api.terminals.TerminalsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives tickets that open nothing. */
public class InMemoryTerminals implements TerminalsApi {
  public final List<UUID> asked = new ArrayList<>();

  @Override
  public TerminalTicket ticket(UUID app, UUID pod, @Nullable OpenTerminal request) {
    asked.add(pod);
    return new TerminalTicket("t", "/api/v1/terminals", "slipway.terminal.v1", Samples.NOW);
  }
}
