package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.TaintView;
import java.time.Instant;

/** A taint as it is kept: with the time since when it counts. */
record KeptTaint(String key, String value, TaintView.Effect effect, Instant since) {
  TaintView view() {
    return new TaintView(key, value, effect);
  }
}
