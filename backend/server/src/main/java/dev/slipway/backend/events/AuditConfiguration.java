package dev.slipway.backend.events;

import java.lang.reflect.Method;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RestController;

/** Which calls are looked at: every method of a controller that is part of the API. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor auditedCalls(ObjectProvider<AuditLog> audit) {
    return new DefaultPointcutAdvisor(new Calls(), new AuditedCall(audit));
  }

  private static final class Calls extends StaticMethodMatcherPointcut {
    @Override
    public boolean matches(Method method, Class<?> type) {
      return AnnotatedElementUtils.hasAnnotation(type, RestController.class)
          && AuditedMethods.isCall(type, method);
    }
  }
}
