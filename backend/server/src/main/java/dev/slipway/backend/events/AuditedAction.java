package dev.slipway.backend.events;

import dev.slipway.backend.database.Noting;
import dev.slipway.backend.security.Entered;
import org.jspecify.annotations.Nullable;

/**
 * What this thread is about to do and will be in the books: written by the first transaction that
 * changes something, before it commits.
 */
final class AuditedAction {
  private static final ThreadLocal<@Nullable AuditedAction> CURRENT = new ThreadLocal<>();

  private final String action;
  private final Target target;
  private boolean written;

  private AuditedAction(String action, Target target) {
    this.action = action;
    this.target = target;
  }

  /** Null while another one is under way: a call inside a call is part of it. */
  static @Nullable AuditedAction begin(String action, Target target) {
    if (CURRENT.get() != null) {
      return null;
    }
    Entered.forget();
    var begun = new AuditedAction(action, target);
    CURRENT.set(begun);
    Noting.begin();
    return begun;
  }

  static @Nullable AuditedAction current() {
    return CURRENT.get();
  }

  static void end() {
    CURRENT.remove();
    Noting.end();
    Entered.forget();
  }

  String action() {
    return action;
  }

  Target target() {
    return target;
  }

  boolean written() {
    return written;
  }

  void written(boolean now) {
    written = now;
  }
}
