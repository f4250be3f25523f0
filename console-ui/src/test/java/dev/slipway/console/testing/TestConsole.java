package dev.slipway.console.testing;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Starts the console alone; sign in as ada with the password ada. */
@SpringBootApplication
@Import({
  InMemoryPeople.class,
  InMemoryPeople.Tokens.class,
  InMemoryTeam.Organizations.class,
  InMemoryTeam.Members.class,
  InMemoryTeam.Invitations.class,
  InMemoryTeam.Projects.class,
  InMemoryTeam.Operators.class,
  InMemoryQuotas.class,
  InMemoryFactors.class,
  InMemorySingleSignOn.class,
  InMemoryProjects.class,
  InMemoryApps.class,
  InMemoryDeployments.class,
  InMemoryConfig.Apps.class,
  InMemoryConfig.Shared.class,
  InMemoryConfig.Rollouts.class,
  InMemoryRegistries.class,
  InMemoryImages.class,
  InMemoryRepositories.class,
  InMemoryRepositories.OfApp.class,
  InMemoryRest.Events.class,
  InMemoryRest.Changes.class,
  InMemoryRest.Logs.class,
  InMemoryRest.Routes.class,
  InMemoryNodes.class,
  InMemoryNodes.Cluster.class,
  InMemoryDisks.class,
  InMemoryRest.Audit.class,
  InMemoryTerminals.class,
  InMemoryVolumes.class,
  InMemoryRuns.class,
  InMemoryRuns.Schedules.class,
  InMemoryWebhooks.class,
  InMemoryDeliveries.class,
  InMemoryPreviews.class,
  InMemoryPlacement.class,
  InMemoryUsage.class,
  InMemoryUsage.Scalings.class
})
public class TestConsole {
  public static void main(String[] arguments) {
    SpringApplication.run(TestConsole.class, arguments);
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        List.of(User.withUsername("ada").password("{noop}ada").roles("USER").build()));
  }
}
