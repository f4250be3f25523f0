package dev.slipway.console.components;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log, the newest at the end and in sight. Control sequences are taken out: text only,
 * never markup.
 */
public class LogLines extends Div {
  private static final int MOST = 3000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final Pattern CONTROL =
      Pattern.compile(
          "\\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\\u0007]*\\u0007?|.)|[\\u0000-\\u0008\\u000b-\\u001f\\u007f]");

  private boolean follow = true;
  private String search = "";
  private int hits;

  public LogLines(String label) {
    addClassName("log");
    getElement().setAttribute("role", "log");
    getElement().setAttribute("aria-label", label);
    getElement().setAttribute("tabindex", "0");
  }

  public void append(@Nullable Instant at, @Nullable String from, boolean error, String text) {
    var line = new Div();
    line.addClassName("line");
    if (error) {
      line.addClassName("error");
    }
    if (at != null) {
      line.add(part("at", TIME.format(at)));
    }
    if (from != null) {
      line.add(part("from", from));
    }
    String clean = clean(text);
    line.add(part("text", clean));
    if (!search.isEmpty() && clean.toLowerCase(Locale.ROOT).contains(search)) {
      line.addClassName("hit");
      hits++;
    }
    add(line);
    if (getComponentCount() > MOST) {
      remove(getComponentAt(0));
    }
    if (follow) {
      scrollToEnd();
    }
  }

  public void clear() {
    removeAll();
    hits = 0;
  }

  public void follow(boolean on) {
    follow = on;
    if (on) {
      scrollToEnd();
    }
  }

  public void wrap(boolean on) {
    setClassName("wrap", on);
  }

  /** Marks lines with this text from now on; ignores case. */
  public void search(String text) {
    search = text.toLowerCase(Locale.ROOT);
  }

  public int hits() {
    return hits;
  }

  static String clean(String text) {
    return CONTROL.matcher(text).replaceAll("");
  }

  private void scrollToEnd() {
    getElement().executeJs("requestAnimationFrame(() => { this.scrollTop = this.scrollHeight; })");
  }

  private static Span part(String kind, String text) {
    var part = new Span(text);
    part.addClassName(kind);
    return part;
  }
}
