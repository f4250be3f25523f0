package dev.slipway.console.apps;

import com.vaadin.flow.component.textfield.IntegerField;
import org.jspecify.annotations.Nullable;

/** A time in minutes, kept to the second while nobody says another one. */
class Minutes extends IntegerField {
  private static final int MINUTE = 60;

  private @Nullable Integer known;

  Minutes(String label, String help) {
    super(label);
    setHelperText(help);
    setMin(1);
  }

  final void show(@Nullable Integer seconds) {
    known = seconds;
    setValue(seconds == null ? null : Integer.valueOf(Math.ceilDiv(seconds, MINUTE)));
  }

  @Nullable Integer seconds() {
    Integer minutes = getValue();
    if (minutes == null) {
      return null;
    }
    boolean same = known != null && Math.ceilDiv(known, MINUTE) == minutes;
    return same ? known : Integer.valueOf(minutes * MINUTE);
  }
}
