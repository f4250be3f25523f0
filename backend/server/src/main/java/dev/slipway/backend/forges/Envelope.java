package dev.slipway.backend.forges;

import dev.slipway.backend.kernel.Problem;
import java.util.regex.Pattern;

/**
 * What the headers of a genuine delivery say.
 *
 * @param delivery the forge's id of it, the same when it is sent again
 */
public record Envelope(String delivery, String event) {
  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9_.:{}-]{1,128}");
  private static final Pattern EVENT = Pattern.compile("[A-Za-z_: -]{1,50}");

  public Envelope {
    if (!DELIVERY.matcher(delivery).matches() || !EVENT.matcher(event).matches()) {
      throw Problem.invalid(
          "The headers that name the event and the delivery are missing or not as this forge sends them.");
    }
  }

  /** For what is not believed, so that its owner can find it at the forge. */
  public static Envelope unproven(String delivery, String event) {
    return new Envelope(
        DELIVERY.matcher(delivery).matches() ? delivery : "unnamed",
        EVENT.matcher(event).matches() ? event : "unnamed");
  }
}
