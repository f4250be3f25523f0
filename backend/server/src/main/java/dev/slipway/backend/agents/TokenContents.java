package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.WorkloadToken;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Says in the words of the protocol that pods get a token, and where they find it. */
final class TokenContents {
  static final String FOLDER = "/var/run/slipway";
  static final String FILE = FOLDER + "/token";

  private TokenContents() {}

  /**
   * @param external address of the platform as people type it
   */
  static void into(Pod.Builder pod, AppSpec spec, UUID app, URI external) {
    if (!spec.workloadToken()) {
      return;
    }
    pod.addMounts(
            Mount.newBuilder()
                .setPath(FOLDER)
                .setReadOnly(true)
                .setToken(WorkloadToken.getDefaultInstance()))
        .putEnvironment("SLIPWAY_TOKEN_FILE", FILE)
        .putEnvironment("SLIPWAY_APP_ID", app.toString());
    api(external).ifPresent(address -> pod.putEnvironment("SLIPWAY_API", address));
  }

  /** Empty when only programs on the control plane's own machine would reach it there. */
  static Optional<String> api(URI external) {
    String host = external.getHost();
    boolean here =
        host == null
            || host.equals("localhost")
            || host.endsWith(".localhost")
            || host.startsWith("127.")
            || host.equals("[::1]");
    return here ? Optional.empty() : Optional.of(external + "/api/v1");
  }
}
