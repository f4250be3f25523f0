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
    String outcome = name == null ? "refused" : "ok";
    audit.record(null, name == null ? "nobody" : name, "signin", "", tried.address(), outcome);
  }
}
