package dev.slipway.backend.events;

import dev.slipway.backend.signin.SignInTried;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sign-ins belong to the audit too, most of all those that were refused: these once in ten minutes
 * for each address, as anybody can make any number of them.
 */
@Component
class SignInAudit {
  private static final String ACTION = "signin";
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AuditLog audit;

  SignInAudit(AuditLog audit) {
    this.audit = audit;
  }

  @EventListener
  void on(SignInTried tried) {
    String name = tried.name();
    if (name == null) {
      Actor nobody = Actor.somebody("nobody", "nobody", tried.address());
      audit.recordOnce(AGAIN, null, nobody, ACTION, Target.NOTHING, "refused");
    } else {
      Actor somebody = Actor.somebody("person", name, tried.address());
      audit.record(null, somebody, ACTION, Target.NOTHING, AuditLog.OK);
    }
  }
}
