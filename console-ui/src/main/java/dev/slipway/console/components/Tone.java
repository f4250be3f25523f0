package dev.slipway.console.components;

import java.util.Locale;

/** The five states of anything, each with its own shape and colour. */
public enum Tone {
  GOOD,
  BUSY,
  WAIT,
  BAD,
  UNKNOWN;

  String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
