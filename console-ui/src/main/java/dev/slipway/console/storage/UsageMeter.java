package dev.slipway.console.storage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.storage.VolumeUsageView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.console.components.Sizes;

/** How full a volume is, as a bar and in words. */
class UsageMeter extends Div {
  private static final int NEARLY = 80;
  private static final int FULL = 95;

  /** The file system keeps less than the rest of a volume for itself. */
  private static final double ROOM = 0.7;

  UsageMeter(VolumeView volume) {
    addClassName("gauge");
    VolumeUsageView usage = volume.usage();
    if (usage == null) {
      var none = new Span("Not measured yet; %s".formatted(Sizes.bytes(volume.sizeBytes())));
      none.addClassNames("muted", "small");
      add(none);
      return;
    }
    long percent =
        usage.sizeBytes() <= 0 ? 0 : Math.round(100.0 * usage.usedBytes() / usage.sizeBytes());
    var words =
        new Span(
            "%s of %s, %d %%"
                .formatted(
                    Sizes.bytes(usage.usedBytes()), Sizes.bytes(usage.sizeBytes()), percent));
    words.addClassName("small");
    var fill = new Span();
    fill.getStyle().setWidth(Math.min(100, percent) + "%");
    var bar = new Div(fill);
    bar.addClassName("bar");
    bar.setClassName("near", percent >= NEARLY && percent < FULL);
    bar.setClassName("bad", percent >= FULL);
    bar.getElement().setAttribute("role", "meter");
    bar.getElement().setAttribute("aria-label", "How full " + volume.name() + " is");
    bar.getElement().setAttribute("aria-valuemin", "0");
    bar.getElement().setAttribute("aria-valuemax", "100");
    bar.getElement().setAttribute("aria-valuenow", String.valueOf(Math.min(100, percent)));
    add(words, bar);
    if (!usage.enforced()) {
      note("Its machine only measures: apps can write beyond the size.");
    }
    if (volume.problem() != null) {
      note(volume.problem());
    } else if (usage.sizeBytes() < volume.sizeBytes() * ROOM) {
      note("Growing to %s.".formatted(Sizes.bytes(volume.sizeBytes())));
    }
  }

  private void note(String sentence) {
    var note = new Span(sentence);
    note.addClassNames("muted", "small");
    add(note);
  }
}
