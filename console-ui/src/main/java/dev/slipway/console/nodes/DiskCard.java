package dev.slipway.console.nodes;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.nodes.NodeDiskView;
import dev.slipway.api.nodes.NodeDiskView.AppShare;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fills a node's disk, and when it will be full. */
class DiskCard extends Card {
  DiskCard(NodeDiskView disk) {
    super("Disk");
    withActions(badge(disk.condition()));
    var sentence = new Paragraph(disk.sentence());
    sentence.addClassName("disk-sentence");
    add(sentence);
    Instant at = disk.at();
    if (at == null) {
      return;
    }
    List<Part> parts = parts(disk);
    add(picture(disk, parts), legend(parts));
    NodeDiskView.Forecast forecast = disk.forecast();
    if (forecast != null) {
      add(
          new Notice(
              Tone.WAIT,
              forecast.sentence(),
              "It grows by %s a day.".formatted(Sizes.bytes(forecast.bytesPerDay()))));
    }
    add(apps(disk.apps()), facts(disk.limits(), at));
  }

  /**
   * @param style of the part in the picture, see styles.css
   */
  private record Part(String name, String style, long bytes) {}

  private static List<Part> parts(NodeDiskView disk) {
    return List.of(
        new Part("Images", "images", disk.images()),
        new Part("Build cache", "cache", disk.cache()),
        new Part("Logs", "logs", disk.logs()),
        new Part("Written by containers", "containers", disk.containers()),
        new Part("Everything else", "other", disk.other()),
        new Part("Free", "free", disk.total() - disk.used()));
  }

  private static StatusBadge badge(NodeDiskView.Condition condition) {
    return switch (condition) {
      case FINE -> new StatusBadge("Room", Tone.GOOD);
      case COLLECTING -> new StatusBadge("Making room", Tone.WAIT);
      case PRESSURE -> new StatusBadge("Nearly full", Tone.BAD);
      case UNKNOWN -> new StatusBadge("Unknown", Tone.UNKNOWN);
    };
  }

  private static Div picture(NodeDiskView disk, List<Part> parts) {
    var bar = new Div();
    bar.addClassNames("disk-bar");
    bar.getElement().setAttribute("role", "img");
    bar.getElement()
        .setAttribute(
            "aria-label",
            "%s of %s used".formatted(Sizes.bytes(disk.used()), Sizes.bytes(disk.total())));
    for (Part part : parts) {
      var piece = new Span();
      piece.addClassName(part.style());
      piece.getStyle().set("flex-grow", String.valueOf(Math.max(0, part.bytes() >> 20)));
      bar.add(piece);
    }
    return bar;
  }

  private static Div legend(List<Part> parts) {
    var legend = new Div();
    legend.addClassNames("row", "small", "disk-legend");
    for (Part part : parts) {
      var dot = new Span();
      dot.addClassNames("dot", part.style());
      var amount = new Span(Sizes.bytes(part.bytes()));
      amount.addClassName("muted");
      var entry = new Span(dot, new Span(part.name()), amount);
      entry.addClassName("row");
      legend.add(entry);
    }
    return legend;
  }

  private static HtmlTable<AppShare> apps(List<AppShare> apps) {
    var table =
        new HtmlTable<AppShare>("Apps by what they take", AppShare::app)
            .whenEmpty("No app takes any of it.")
            .text("App", AppShare::name)
            .text("Logs", app -> Sizes.bytes(app.logs()))
            .text("Written", app -> Sizes.bytes(app.containers()))
            .text("Images", app -> Sizes.bytes(app.images()));
    table.show(apps);
    return table;
  }

  private static Facts facts(NodeDiskView.Limits limits, Instant at) {
    @Nullable Long images = limits.images();
    var facts = new Facts().wide();
    facts.add(
        "Images nobody needs",
        "go from %d %% on, until it is %d %%%s"
            .formatted(
                limits.collectFrom(),
                limits.collectTo(),
                images == null ? "" : ", and beyond " + Sizes.bytes(images)));
    facts.add("Builds", "begin while it is less than %d %% full".formatted(limits.builds()));
    facts.add("Build cache", "at most " + Sizes.bytes(limits.cache()));
    facts.add(
        "Logs",
        "at most %s of each app, %s altogether"
            .formatted(Sizes.bytes(limits.appLogs()), Sizes.bytes(limits.logs())));
    facts.add("As of", new RelativeTime(at));
    return facts;
  }
}
