package dev.slipway.backend.registries;

import dev.slipway.backend.events.Actor;
import dev.slipway.backend.events.AuditLog;
import dev.slipway.backend.events.Target;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people and CI do at the built-in registry, in the audit: sign-ins, pushes, and who was
 * refused. Builds and nodes do what the control plane told them.
 */
@Component
class RegistryAudit {
  private static final String SIGN_IN = "registry.login";
  private static final String PUSH = "registry.push";
  private static final String PULL = "registry.pull";

  /** Refused clients try again by themselves. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AuditLog audit;

  RegistryAudit(AuditLog audit) {
    this.audit = audit;
  }

  /** In the books before anything is stored: a push that cannot be written down is none. */
  List<RegistryAccess> granted(RegistryCaller caller, List<RegistryAccess> asked) {
    var all = new ArrayList<RegistryAccess>();
    for (RegistryAccess access : asked) {
      Entered.forget();
      List<RegistryAccess> granted = caller.granted(List.of(access));
      if (caller instanceof RegistryCaller.Token token && access.ofRepository()) {
        note(token.principal(), access, granted);
      }
      all.addAll(granted);
    }
    if (asked.isEmpty()
        && caller instanceof RegistryCaller.Token(var _, var _, Principal principal, var _)
        && principal.caller() instanceof Caller.Token token) {
      audit.record(token.organization(), Actor.of(principal), SIGN_IN, Target.NOTHING, AuditLog.OK);
    }
    return all;
  }

  /**
   * A build's or node's secret that is none, or not any more. Wrong API tokens are noted by
   * themselves.
   */
  void unknown(String address) {
    audit.recordOnce(
        AGAIN,
        null,
        Actor.somebody("nobody", "nobody", address),
        "token",
        Target.NOTHING,
        "unauthenticated");
  }

  private void note(Principal principal, RegistryAccess asked, List<RegistryAccess> granted) {
    boolean pushes = asked.actions().contains("push");
    boolean may = granted.stream().anyMatch(access -> !pushes || access.actions().contains("push"));
    if (may && !pushes) {
      return;
    }
    @Nullable OrganizationId organization = Entered.last().orElse(null);
    Target target = target(asked.name());
    Actor actor = Actor.of(principal);
    if (may) {
      audit.record(organization, actor, PUSH, target, AuditLog.OK);
    } else {
      audit.recordOnce(
          AGAIN,
          organization,
          actor,
          pushes ? PUSH : PULL,
          target,
          organization == null ? "not-found" : "forbidden");
    }
  }

  private static Target target(String repository) {
    UUID project = Entered.project().orElse(null);
    UUID app = Entered.app().orElse(null);
    if (app != null) {
      return new Target(repository, "app", app, null, project, app);
    }
    return project == null
        ? Target.of(repository)
        : new Target(repository, "project", project, null, project, null);
  }
}
