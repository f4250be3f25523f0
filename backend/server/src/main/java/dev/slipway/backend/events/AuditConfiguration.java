package dev.slipway.backend.events;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.HttpExchange;

/** Which calls are written down: every method of a controller that is not a GET. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor auditedCalls(ObjectProvider<AuditLog> audit) {
    return new DefaultPointcutAdvisor(new ChangingCalls(), new AuditedCall(audit));
  }

  private static final class ChangingCalls extends StaticMethodMatcherPointcut {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Override
    public boolean matches(Method method, Class<?> type) {
      return AnnotatedElementUtils.hasAnnotation(type, RestController.class)
          && Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
              .anyMatch(api -> changes(api, method));
    }

    private static boolean changes(Class<?> api, Method method) {
      Method declared =
          ClassUtils.getMethodIfAvailable(api, method.getName(), method.getParameterTypes());
      if (declared == null) {
        return false;
      }
      HttpExchange exchange =
          AnnotatedElementUtils.findMergedAnnotation(declared, HttpExchange.class);
      return exchange != null && CHANGING.contains(exchange.method());
    }
  }
}
