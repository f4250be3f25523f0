package dev.slipway.backend.events;

import dev.slipway.backend.signin.SignInTried;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sign-ins belong to the audit too, most of all those that were refused. */
@Component
class SignInAudit {
  private final AuditLog audit;

  SignInAudit(AuditLog audit) {
    this.audit = audit;
  }

  @EventListener
  void on(SignInTried tried) {
    String name = tried.name();
    Actor actor =
        name == null
            ? Actor.somebody("nobody", "nobody", tried.address())
            : Actor.somebody("person", name, tried.address());
    audit.record(null, actor, "signin", Target.NOTHING, name == null ? "refused" : AuditLog.OK);
  }
}
