package dev.slipway.backend.events;

import static dev.slipway.backend.kernel.Problem.Kind.FORBIDDEN;
import static dev.slipway.backend.kernel.Problem.Kind.NOT_FOUND;
import static dev.slipway.backend.kernel.Problem.Kind.UNAUTHENTICATED;

import dev.slipway.backend.events.AuditedMethods.Facts;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Entered;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Writes down a call of the API, whoever made it: a script over HTTP or the console in this
 * process. Changes always, also those that failed; the reading of logs, denials, and whatever
 * nobody knows the caller of, once in ten minutes: who may do nothing must not fill the books.
 */
final class AuditedCall implements MethodInterceptor {
  private static final Logger log = LoggerFactory.getLogger(AuditedCall.class);
  private static final Duration READING = Duration.ofMinutes(10);
  private static final Set<Problem.Kind> DENIALS = Set.of(UNAUTHENTICATED, FORBIDDEN, NOT_FOUND);

  // Looked up when it is needed: what advises all beans is made before them.
  private final ObjectProvider<AuditLog> audit;

  AuditedCall(ObjectProvider<AuditLog> audit) {
    this.audit = audit;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation call) throws Throwable {
    Method method = call.getMethod();
    Class<?> type = Objects.requireNonNull(call.getThis()).getClass();
    Facts facts = AuditedMethods.of(type, method);
    Target target = TargetOf.call(facts, method, call.getArguments());
    String name = facts.watched().orElseGet(() -> action(method));
    AuditedAction action = AuditedAction.begin(name, target);
    if (action == null) {
      return call.proceed();
    }
    Problem.Kind refusal = null;
    String outcome = "failed";
    try {
      Object result = call.proceed();
      outcome = AuditLog.OK;
      return result;
    } catch (Problem problem) {
      refusal = problem.kind();
      outcome = problem.type();
      throw problem;
    } finally {
      end(facts, action, outcome, refusal);
    }
  }

  private void end(
      Facts facts, AuditedAction action, String outcome, Problem.@Nullable Kind refusal) {
    boolean ok = outcome.equals(AuditLog.OK);
    OrganizationId organization = Entered.last().orElse(null);
    Target target = action.target().in(Entered.project().orElse(null), Entered.app().orElse(null));
    AuditedAction.end();
    try {
      Actor actor = Actor.current();
      boolean denied =
          refusal != null && (DENIALS.contains(refusal) || actor.kind().equals("nobody"));
      if (!denied && facts.changes()) {
        if (!ok || !action.written()) {
          audit.getObject().record(organization, actor, action.action(), target, outcome);
        }
      } else if (denied || (ok && facts.watched().isPresent())) {
        audit
            .getObject()
            .recordOnce(READING, organization, actor, action.action(), target, outcome);
      }
    } catch (RuntimeException e) {
      // A change has its entry already, or was refused; the log has the rest at least.
      log.error("Not written to the audit: {} {}", action.action(), outcome, e);
    }
  }

  /** Such as {@code tokens.create}. */
  private static String action(Method method) {
    String type = method.getDeclaringClass().getSimpleName().replaceFirst("(Api|Controller)$", "");
    return type.toLowerCase(Locale.ROOT) + "." + method.getName();
  }
}
