package dev.slipway.backend.events;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ClientAddress;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.Principal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Writes down a call that changes something, whoever made it: a script over HTTP or the console in
 * this process.
 */
final class AuditedCall implements MethodInterceptor {
  private static final Logger log = LoggerFactory.getLogger(AuditedCall.class);

  // Looked up when it is needed: what advises all beans is made before them.
  private final ObjectProvider<AuditLog> audit;

  AuditedCall(ObjectProvider<AuditLog> audit) {
    this.audit = audit;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation call) throws Throwable {
    Entered.forget();
    String outcome = "failed";
    try {
      Object result = call.proceed();
      outcome = "ok";
      return result;
    } catch (Problem problem) {
      outcome = problem.type();
      throw problem;
    } finally {
      write(call, outcome);
      Entered.forget();
    }
  }

  private void write(MethodInvocation call, String outcome) {
    try {
      audit
          .getObject()
          .record(
              Entered.last().orElse(null),
              CurrentCaller.find().map(Principal::getName).orElse("nobody"),
              action(call.getMethod()),
              target(call.getArguments()),
              ClientAddress.current(),
              outcome);
    } catch (RuntimeException e) {
      // What was done is done; the log has it at least.
      log.error("Not written to the audit: {} {}", action(call.getMethod()), outcome, e);
    }
  }

  /** Such as {@code tokens.create}. */
  private static String action(Method method) {
    String type = method.getDeclaringClass().getSimpleName().replaceFirst("(Api|Controller)$", "");
    return type.toLowerCase(Locale.ROOT) + "." + method.getName();
  }

  /** Ids and names from the address; bodies may hold secrets. */
  private static String target(@Nullable Object[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument instanceof UUID || argument instanceof String)
        .map(String::valueOf)
        .map(text -> text.length() > 100 ? text.substring(0, 100) : text)
        .collect(Collectors.joining("/"));
  }
}
