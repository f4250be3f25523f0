package dev.slipway.console.webhooks;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.WebhookFilters;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pushes deploy: patterns, one a line. */
class FilterFields extends Div {
  private final TextArea branches =
      area("Branches", "None: only the app's branch. Such as main, release/*");
  private final TextArea tags = area("Tags", "None: tags do not deploy. Such as v*");
  private final TextArea paths =
      area("Paths", "None: whatever changed. Such as services/web/** and !**/*.md");

  FilterFields() {
    addClassName("fields");
    add(branches, tags, paths);
  }

  void show(WebhookFilters filters) {
    branches.setValue(text(filters.branches()));
    tags.setValue(text(filters.tags()));
    paths.setValue(text(filters.paths()));
  }

  /** Bitbucket and CI do not tell which files changed. */
  void suit(Provider provider) {
    paths.setEnabled(provider != Provider.BITBUCKET && provider != Provider.DEPLOY);
  }

  WebhookFilters filters() {
    return new WebhookFilters(lines(branches), lines(tags), lines(paths));
  }

  static String words(WebhookFilters filters) {
    String all =
        part("branches", filters.branches())
            + part("tags", filters.tags())
            + part("paths", filters.paths());
    return all.isEmpty() ? "Pushes to the app's branch" : all.substring(0, all.length() - 2);
  }

  private static String part(String name, @Nullable List<String> patterns) {
    return patterns == null || patterns.isEmpty()
        ? ""
        : name + " " + String.join(", ", patterns) + "; ";
  }

  private static TextArea area(String label, String help) {
    var area = new TextArea(label);
    area.setHelperText(help);
    return area;
  }

  private static String text(@Nullable List<String> patterns) {
    return patterns == null ? "" : String.join("\n", patterns);
  }

  private static List<String> lines(TextArea area) {
    return Arrays.stream(area.getValue().split("[\n,]", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
