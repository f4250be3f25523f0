package dev.slipway.backend.outbound;

import java.io.IOException;

/** A host answered with more than was asked to be read of it. */
public final class AnswerTooLarge extends IOException {
  AnswerTooLarge() {
    super("The host's answer is larger than is read of one.");
  }
}
