package dev.slipway.backend;

import dev.slipway.backend.audit.AuditCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The whole control plane, console included, in one process. */
// Sign-in is ours; without this a user with a random password would exist beside it.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class ControlPlane {
  public static void main(String[] args) {
    if (AuditCommand.isMeant(args)) {
      System.exit(new AuditCommand(System.out).run(args));
    }
    SpringApplication.run(ControlPlane.class, args);
  }
}
