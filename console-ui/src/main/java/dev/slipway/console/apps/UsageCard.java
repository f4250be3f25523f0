package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.api.metrics.AppUsageView.Sample;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HistoryChart;
import dev.slipway.console.components.HistoryChart.Point;
import dev.slipway.console.components.Sizes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an app's pods used together in the last hour. */
class UsageCard extends Card {
  /** Amounts of a chart are whole numbers. */
  private static final int TENTHS = 10;

  private final Div charts = new Div();
  private final Div none =
      new Div("Nothing is known yet. It appears about half a minute after its pods run.");
  private @Nullable AppUsageView shown;

  UsageCard() {
    super("Used in the last hour");
    charts.addClassName("charts");
    none.addClassName("muted");
    add(charts);
  }

  void show(AppView app, AppUsageView usage) {
    if (usage.equals(shown)) {
      return;
    }
    shown = usage;
    List<Sample> series = usage.series();
    charts.removeAll();
    if (series.isEmpty()) {
      charts.add(none);
      return;
    }
    int pods = series.getLast().pods();
    charts.add(
        new HistoryChart(
            "CPU",
            points(series, Sample::cpuMillis),
            (long) pods * app.spec().cpuMillis(),
            millis -> Sizes.cores((int) millis)),
        new HistoryChart(
            "Memory",
            points(series, Sample::memoryBytes),
            pods * app.spec().memoryBytes(),
            Sizes::bytes));
    if (app.kind() == AppView.Kind.WEB) {
      charts.add(
          new HistoryChart(
              "Requests",
              points(series, UsageCard::tenths),
              0,
              tenths -> UsageWords.rate((double) tenths / TENTHS)));
    }
  }

  private static @Nullable Long tenths(Sample sample) {
    Double rate = sample.requestsPerSecond();
    return rate == null ? null : Math.round(rate * TENTHS);
  }

  private static List<Point> points(List<Sample> series, Function<Sample, @Nullable Long> amount) {
    return series.stream()
        .flatMap(sample -> {
          Long known = amount.apply(sample);
          return known == null ? Stream.<Point>of() : Stream.of(new Point(sample.at(), known));
        })
        .toList();
  }
}
