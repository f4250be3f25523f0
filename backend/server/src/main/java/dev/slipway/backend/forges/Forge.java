package dev.slipway.backend.forges;

import dev.slipway.api.sources.Provider;
import java.time.Instant;
import java.util.List;

/** One kind of sender: how it signs, how it names its deliveries, what its payloads say. */
public sealed interface Forge permits Github, Gitlab, Gitea, Bitbucket, DeployHook {

  static Forge of(Provider provider) {
    return switch (provider) {
      case GITHUB -> new Github();
      case GITLAB -> new Gitlab();
      case GITEA -> new Gitea();
      case BITBUCKET -> new Bitbucket();
      case DEPLOY -> new DeployHook();
    };
  }

  /** As people write it. */
  String name();

  /** On the bytes as they came, before anything reads them. */
  Proof prove(Delivered delivered, Secrets secrets, Instant now);

  /**
   * What the headers call the delivery and its event; either may be anything, or empty.
   *
   * @see #envelope
   */
  String delivery(Delivered delivered);

  String event(Delivered delivered);

  /**
   * @throws dev.slipway.backend.kernel.Problem validation-failed when a header is not as the forge
   *     sends it
   */
  default Envelope envelope(Delivered delivered) {
    return new Envelope(delivery(delivered), event(delivered));
  }

  /**
   * @throws dev.slipway.backend.kernel.Problem validation-failed when the body is not what the
   *     event has
   */
  Message read(Delivered delivered);

  /** Headers worth keeping. No signature and no token is among them. */
  List<String> kept();
}
