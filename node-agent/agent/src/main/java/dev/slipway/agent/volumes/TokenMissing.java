package dev.slipway.agent.volumes;

/** A pod waits for its token; the sentence says for whom. It is not the pod's failure. */
public final class TokenMissing extends RuntimeException {
  TokenMissing(String sentence) {
    super("Waits for its token: " + sentence);
  }
}
