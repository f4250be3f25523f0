package dev.slipway.backend.database;

/**
 * Whether this thread's transactions note what they change: the trigger {@code audit_change} then
 * keeps rows before and after in the setting {@code app.audit_changes} of the transaction.
 */
public final class Noting {
  private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);

  private Noting() {}

  /** For transactions that begin from now on. */
  public static void begin() {
    ON.set(true);
  }

  public static void end() {
    ON.remove();
  }

  static String setting() {
    return ON.get() ? "yes" : "";
  }
}
