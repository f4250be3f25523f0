package dev.slipway.backend.terminals;

import dev.slipway.backend.security.Principal;
import dev.slipway.protocol.TerminalSize;
import java.time.Instant;
import java.util.List;

/** Who may open a terminal where, until when. */
record Ticket(
    Principal principal, Place place, List<String> command, TerminalSize size, Instant expiresAt) {}
