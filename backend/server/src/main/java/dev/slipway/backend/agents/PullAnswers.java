package dev.slipway.backend.agents;

import dev.slipway.backend.images.RegistryLogins;
import dev.slipway.protocol.PullLogin;
import dev.slipway.protocol.PullLoginRequest;
import dev.slipway.protocol.ToAgent;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells nodes what opens the registries of their pods' images, when they fetch one. */
@Component
class PullAnswers {
  private static final Logger log = LoggerFactory.getLogger(PullAnswers.class);

  private final RegistryLogins logins;

  PullAnswers(RegistryLogins logins) {
    this.logins = logins;
  }

  /** On a thread of its own: a registry may have to be asked first. */
  void answer(Session session, PullLoginRequest request) {
    Thread _ =
        Thread.ofVirtual()
            .name("pull-login")
            .start(() -> {
              var answer =
                  PullLogin.newBuilder().setPodId(request.getPodId()).setHost(request.getHost());
              try {
                logins
                    .ofPod(session.node(), UUID.fromString(request.getPodId()), request.getHost())
                    .ifPresent(login -> answer.setLogin(login.message()));
              } catch (RuntimeException e) {
                log.warn("Node {} cannot be told how to fetch an image", session.node().value(), e);
              }
              boolean _ = session.send(ToAgent.newBuilder().setPullLogin(answer).build());
            });
  }
}
