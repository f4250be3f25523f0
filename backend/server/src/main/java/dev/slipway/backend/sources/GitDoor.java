package dev.slipway.backend.sources;

import java.io.IOException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Git over HTTP, at {@code /git}. */
@Configuration(proxyBeanMethods = false)
class GitDoor {
  static final String PATH = "/git";

  @Bean
  ServletRegistrationBean<GitServlet> git(GitRepositories repositories, Pushes pushes) {
    SystemReader.setInstance(
        new ServerOnlyConfiguration(SystemReader.getInstance(), repositories.notes()));
    // Else the first push waits seconds until the clock of the file system is measured.
    FS.FileStoreAttributes.setBackground(true);
    var servlet = new GitServlet();
    servlet.setRepositoryResolver((request, _) -> open(repositories, GitCaller.of(request)));
    servlet.setUploadPackFactory((_, repository) -> {
      var fetch = new UploadPack(repository);
      // A repository is one app's: who may read it may read every commit that was ever pushed.
      fetch.setRequestPolicy(UploadPack.RequestPolicy.ANY);
      return fetch;
    });
    servlet.setReceivePackFactory(pushes);
    return new ServletRegistrationBean<>(servlet, PATH + "/*");
  }

  private static Repository open(GitRepositories repositories, GitCaller caller)
      throws ServiceMayNotContinueException {
    try {
      return repositories.open(caller.app());
    } catch (IOException e) {
      throw new ServiceMayNotContinueException(
          "The repository cannot be opened just now. Try again in a minute.", e);
    }
  }

  @Bean
  FilterRegistrationBean<GitGuard> gitGuarded(GitGuard guard) {
    var registration = new FilterRegistrationBean<>(guard);
    registration.addUrlPatterns(PATH + "/*");
    registration.setOrder(Ordered.LOWEST_PRECEDENCE);
    return registration;
  }

  /**
   * The guard and the signature of a webhook decide; a sign-in page would only confuse programs.
   */
  @Bean
  @Order(0)
  SecurityFilterChain sourceDoors(HttpSecurity http) {
    return http.securityMatcher(PATH + "/**", "/hooks/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }
}
