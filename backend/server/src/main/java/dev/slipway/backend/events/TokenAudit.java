package dev.slipway.backend.events;

import dev.slipway.backend.security.TokenAuthenticator;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Tokens that are unknown, expired or revoked, at whichever door: once in ten minutes for each
 * address, as whoever tries does so often.
 */
@Configuration(proxyBeanMethods = false)
class TokenAudit {
  private static final Logger log = LoggerFactory.getLogger(TokenAudit.class);
  private static final Duration AGAIN = Duration.ofMinutes(10);

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor refusedTokens(ObjectProvider<AuditLog> audit) {
    var advisor = new DefaultPointcutAdvisor(new Authenticating(), new Watch(audit));
    // Around the transaction that looked it up.
    advisor.setOrder(0);
    return advisor;
  }

  private static final class Authenticating extends StaticMethodMatcherPointcut {
    @Override
    public boolean matches(Method method, Class<?> type) {
      return TokenAuthenticator.class.isAssignableFrom(type)
          && method.getName().equals("authenticate");
    }
  }

  private record Watch(ObjectProvider<AuditLog> audit) implements MethodInterceptor {
    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
      Object found = call.proceed();
      if (found instanceof Optional<?> caller
          && caller.isEmpty()
          && call.getArguments().length == 2
          && call.getArguments()[1] instanceof String address) {
        note(address);
      }
      return found;
    }

    private void note(String address) {
      try {
        audit
            .getObject()
            .recordOnce(
                AGAIN,
                null,
                Actor.somebody("nobody", "nobody", address),
                "token",
                Target.NOTHING,
                "unauthenticated");
      } catch (RuntimeException e) {
        // It was refused all the same.
        log.warn("A refused token is not in the audit: {}", e.getMessage());
      }
    }
  }
}
