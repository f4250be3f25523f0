package dev.slipway.backend.events;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.Entered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what, and who was refused. Calls of the API are written down by themselves; doors of
 * other protocols (git, webhooks) write their own.
 */
@Service
public class AuditLog {
  public static final String OK = "ok";

  private final AuditRepository audit;
  private final Json json;
  private final InstantSource clock;

  AuditLog(AuditRepository audit, Json json, InstantSource clock) {
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /**
   * In a transaction of its own: what was refused is written down although its transaction is
   * rolled back.
   *
   * @param action stable, such as {@code projects.create}
   * @param outcome {@link #OK}, the type of the problem, or {@code failed}
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void record(
      @Nullable OrganizationId organization,
      Actor actor,
      String action,
      Target target,
      String outcome) {
    write(organization, actor, action, target, outcome, null);
  }

  /**
   * The same for what happens again and again: once in that time for the same actor, from the same
   * address, doing the same to the same thing.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void recordOnce(
      Duration in,
      @Nullable OrganizationId organization,
      Actor actor,
      String action,
      Target target,
      String outcome) {
    Instant now = clock.instant();
    String who =
        actor.person() == null ? actor.name() + "@" + actor.address() : actor.person().toString();
    // Whoever tries one id after the other fills no books.
    String what = outcome.equals("not-found") ? "" : target.text();
    String key = String.join(" ", who, action, what, outcome);
    if (audit.note(organization, key, now, now.plus(in))) {
      write(organization, actor, action, target, outcome, null);
    }
  }

  /**
   * Of what nobody calls for and is a change all the same, such as a role that an identity provider
   * gives: in the transaction that makes it.
   *
   * @param op insert, update or delete of the target
   * @param fields each with what it was and what it is
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordChange(
      OrganizationId organization,
      Actor actor,
      String action,
      Target target,
      String op,
      Map<String, List<@Nullable Object>> fields) {
    String type = Objects.requireNonNullElse(target.type(), "");
    var change = new Difference(type, op, target.id(), target.name(), fields);
    write(organization, actor, action, target, OK, json.write(List.of(change)));
  }

  /**
   * Runs what a door of another protocol does; its entry is in the transaction that changes
   * something, with what it changed.
   */
  public <T> T during(String action, Target target, Supplier<T> change) {
    AuditedAction begun = AuditedAction.begin(action, target);
    try {
      return change.get();
    } finally {
      if (begun != null) {
        AuditedAction.end();
      }
    }
  }

  /** Before the transaction of an audited call commits; nothing when it has changed nothing. */
  void complete(AuditedAction action) {
    AuditRepository.Made made = audit.made();
    if (!made.anything() || (action.written() && made.rows().isEmpty())) {
      return;
    }
    List<RowChange> rows =
        made.rows().lines().map(line -> json.read(line, RowChange.class)).toList();
    String changes = rows.isEmpty() ? null : json.write(Difference.of(rows));
    Target target = TargetOf.changes(action.target(), rows);
    write(
        Entered.last().or(() -> organization(rows)).orElse(null),
        Actor.current(),
        action.action(),
        target.in(Entered.project().orElse(null), Entered.app().orElse(null)),
        OK,
        changes);
    audit.forgetMade();
    action.written(true);
  }

  private static Optional<OrganizationId> organization(List<RowChange> rows) {
    return rows.stream()
        .map(RowChange::organization)
        .filter(Objects::nonNull)
        .findFirst()
        .map(OrganizationId::new);
  }

  private void write(
      @Nullable OrganizationId organization,
      Actor actor,
      String action,
      Target target,
      String outcome,
      @Nullable String changes) {
    Instant now = clock.instant();
    audit.insert(
        new AuditRepository.Entry(
            Uuids.next(now), organization, now, actor, action, target, outcome, changes));
  }
}
