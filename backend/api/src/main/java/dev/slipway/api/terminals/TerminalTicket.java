package dev.slipway.api.terminals;

import java.time.Instant;

/**
 * Opens one terminal, once.
 *
 * @param ticket offered as WebSocket subprotocol {@code ticket.<ticket>}, beside {@code protocol}:
 *     an address ends up in logs
 * @param path where, on the address of the console
 */
public record TerminalTicket(String ticket, String path, String protocol, Instant expiresAt) {
  /** Without the ticket. */
  @Override
  public String toString() {
    return "TerminalTicket until " + expiresAt;
  }
}
