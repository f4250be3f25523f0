package dev.slipway.console.components;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** How an amount went over time, below its limit: drawn here, without a script. */
public class HistoryChart extends Div {
  private static final double WIDTH = 300;
  private static final double HEIGHT = 100;

  /** The scale goes up to this part of the limit at least. */
  private static final int LEAST_PART = 20;

  /** An amount at a moment. */
  public record Point(Instant at, long amount) {}

  /**
   * @param points oldest first
   * @param limit drawn when the amounts come near it
   * @param words how people read an amount
   */
  public HistoryChart(String name, List<Point> points, long limit, LongFunction<String> words) {
    addClassName("chart");
    long most = points.stream().mapToLong(Point::amount).max().orElse(0);
    var label = new Span(name);
    var spacer = new Span();
    spacer.addClassName("spacer");
    var peak = new Span(points.isEmpty() ? "nothing yet" : "at most " + words.apply(most));
    peak.addClassName("muted");
    var head = new Div(label, spacer, peak);
    head.addClassNames("row", "small");
    var picture = new Svg(svg(points, most, limit));
    picture.getElement().setAttribute("role", "img");
    picture
        .getElement()
        .setAttribute(
            "aria-label",
            points.isEmpty()
                ? name + ": no history yet"
                : "%s: at most %s, at last %s"
                    .formatted(name, words.apply(most), words.apply(points.getLast().amount())));
    add(head, picture);
  }

  /** Numbers only, so nothing in it needs escaping. */
  static String svg(List<Point> points, long most, long limit) {
    boolean near = limit > 0 && most * 2 >= limit;
    // What hardly anything is used of lies at the bottom, whatever the most was.
    double top = Math.max(1, Math.max(most, near ? limit : limit / LEAST_PART)) * 1.1;
    String line = line(points, top);
    String limitLine =
        near
            ? "<line class=\"limit\" x1=\"0\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(number(WIDTH), number(y(limit, top)), number(y(limit, top)))
            : "";
    String drawn =
        line.isEmpty()
            ? ""
            : "<path class=\"area\" d=\"%s L%s %s L0 %s Z\"/><path class=\"line\" d=\"%s\"/>"
                .formatted(line, number(WIDTH), number(HEIGHT), number(HEIGHT), line);
    return "<svg viewBox=\"0 0 %s %s\" preserveAspectRatio=\"none\">%s%s</svg>"
        .formatted(number(WIDTH), number(HEIGHT), drawn, limitLine);
  }

  private static String line(List<Point> points, double top) {
    if (points.isEmpty()) {
      return "";
    }
    long begin = points.getFirst().at().toEpochMilli();
    long length = Math.max(1, points.getLast().at().toEpochMilli() - begin);
    var path = new StringBuilder();
    for (Point point : points) {
      double x = WIDTH * (point.at().toEpochMilli() - begin) / length;
      path.append(path.isEmpty() ? "M" : " L")
          .append(number(x))
          .append(' ')
          .append(number(y(point.amount(), top)));
    }
    if (points.size() == 1) {
      path.append(" L")
          .append(number(WIDTH))
          .append(' ')
          .append(number(y(points.getFirst().amount(), top)));
    }
    return path.toString();
  }

  private static double y(long amount, double top) {
    return HEIGHT - HEIGHT * amount / top;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
