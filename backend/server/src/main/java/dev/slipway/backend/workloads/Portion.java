package dev.slipway.backend.workloads;

import dev.slipway.backend.kernel.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of pods, absolute ({@code 2}) or as a part of the wanted ones ({@code 25%}). */
public record Portion(int amount, boolean percent) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,3})(%?)");
  private static final int MOST = 100;

  public Portion {
    if (amount < 0 || amount > MOST) {
      throw refusal();
    }
  }

  public static Portion of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw refusal();
    }
    return new Portion(Integer.parseInt(parts.group(1)), !parts.group(2).isEmpty());
  }

  public int roundedUp(int whole) {
    return percent ? (whole * amount + 99) / 100 : amount;
  }

  public int roundedDown(int whole) {
    return percent ? whole * amount / 100 : amount;
  }

  private static Problem refusal() {
    return Problem.invalid("Write a number of pods as 0 to 100, or as a percentage such as 25%.");
  }
}
