package dev.slipway.backend.terminals;

import static dev.slipway.backend.security.Permission.TERMINAL_OPEN;

import dev.slipway.api.logs.Subscription;
import dev.slipway.api.terminals.OpenTerminal;
import dev.slipway.api.terminals.TerminalTicket;
import dev.slipway.backend.events.Actor;
import dev.slipway.backend.feed.Guard;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.protocol.TerminalSize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives tickets out, and lets whoever has one in. */
@Service
class TerminalDesk {
  private static final int MOST_WORDS = 64;
  private static final int LONGEST_WORD = 4096;

  private final TerminalBooks books;
  private final Tickets tickets;
  private final OpenTerminals open;
  private final NodeLink nodes;
  private final Guard guard;
  private final Authorizer authorizer;
  private final InstantSource clock;

  TerminalDesk(
      TerminalBooks books,
      Tickets tickets,
      OpenTerminals open,
      NodeLink nodes,
      Guard guard,
      Authorizer authorizer,
      InstantSource clock) {
    this.books = books;
    this.tickets = tickets;
    this.open = open;
    this.nodes = nodes;
    this.guard = guard;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  TerminalTicket issue(AppScope scope, PodId pod, @Nullable OpenTerminal request) {
    OpenTerminal wanted = request == null ? new OpenTerminal(null, null, null) : request;
    Place place = books.find(scope, pod).orElseThrow(() -> Problem.notFound("pod")).place();
    if (place == null) {
      throw Problem.conflict(
          "pod-not-running",
          "This pod does not run, so there is nothing to open a terminal in. Choose one that runs.");
    }
    List<String> command = command(wanted.command());
    TerminalSize size =
        TerminalSocket.Sizes.of(
            Objects.requireNonNullElse(wanted.columns(), 80),
            Objects.requireNonNullElse(wanted.rows(), 24));
    var principal = CurrentCaller.principal();
    open.requireRoom(principal, place.organization().value());
    Instant until = clock.instant().plus(Tickets.LIFE);
    String secret = tickets.add(new Ticket(principal, place, command, size, until));
    return new TerminalTicket(secret, Upgrade.PATH, Upgrade.PROTOCOL, until);
  }

  private static List<String> command(@Nullable List<String> words) {
    if (words == null || words.isEmpty()) {
      return List.of();
    }
    boolean good =
        words.size() <= MOST_WORDS
            && words.stream()
                .allMatch(
                    word -> word != null && word.length() <= LONGEST_WORD && word.indexOf(0) < 0)
            && !words.getFirst().isEmpty();
    if (!good) {
      throw Problem.invalid(
          "A command is a program and its arguments: at most %d words of at most %d characters."
              .formatted(MOST_WORDS, LONGEST_WORD));
    }
    return List.copyOf(words);
  }

  Ticket redeem(String secret) {
    return tickets
        .redeem(secret)
        .orElseThrow(() ->
            Problem.of(
                Problem.Kind.UNAUTHENTICATED,
                "unauthenticated",
                "This ticket is unknown, used or older than 30 seconds. Ask for another one."));
  }

  /**
   * The caller has made sure that the ticket's owner still may. Written down before anything can be
   * typed: what cannot be, does not begin.
   */
  Terminal admit(Ticket ticket) {
    Instant begun = clock.instant();
    Actor actor = Actor.of(ticket.principal());
    var watch = new CompletableFuture<Subscription>();
    var self = new CompletableFuture<Terminal>();
    var terminal =
        new Terminal(
            Uuids.next(begun).toString(),
            ticket,
            nodes,
            clock,
            Patience.USUAL,
            ending -> {
              open.remove(self.join());
              watch.join().close();
              books.closed(ticket.place(), actor, begun, ending);
            });
    self.complete(terminal);
    open.add(terminal, ticket);
    try {
      books.opened(ticket.place(), actor);
    } catch (RuntimeException e) {
      open.remove(terminal);
      throw e;
    }
    watch.complete(
        guard.watch(
            ticket.principal(),
            () -> authorizer.app(ticket.place().app(), TERMINAL_OPEN),
            () ->
                terminal.end(
                    "revoked", "You may not have a terminal here any more, so it was closed.")));
    Thread _ = Thread.ofVirtual().name("terminal-reader").start(terminal::awaitReader);
    return terminal;
  }
}
