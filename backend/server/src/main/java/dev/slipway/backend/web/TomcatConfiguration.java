package dev.slipway.backend.web;

import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
  /**
   * Bytes of a refused body that are read and forgotten. Most clients send all before they read an
   * answer; to one that is cut off before, the refusal looks like a broken connection.
   */
  private static final int SWALLOWED = 64 << 20;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problems() {
    return factory -> {
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ProblemValve.class.getName());
        }
      });
      factory.addConnectorCustomizers(connector -> {
        // Answered by AddressFilter as all that is not here, instead of by the container.
        connector.setAllowTrace(true);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
          http.setMaxSwallowSize(SWALLOWED);
        }
      });
    };
  }
}
