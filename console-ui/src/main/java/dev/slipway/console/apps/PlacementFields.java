package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Lost;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.api.placement.Spread;
import dev.slipway.api.placement.Toleration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which nodes take the pods. What only the API can say stays as it is. */
class PlacementFields extends Div {
  private static final String HOSTNAME = "hostname";

  private final TextField labels = new TextField("Only on nodes with these labels");
  private final Select<Apart> apart = new Select<>();
  private final TextField spread = new TextField("Spread evenly over the label");
  private final TextField away = new TextField("Not on a node with these apps");
  private final TextField near = new TextField("On a node with these apps");
  private final TextField tolerates = new TextField("Tolerates these taints");
  private final Select<Priority> priority = new Select<>();
  private final Select<Lost> lost = new Select<>();
  private Placement base = Placement.anywhere();

  /** How an app's own pods are kept from each other. */
  private enum Apart {
    RATHER("Rather on different nodes"),
    NEVER_TWO("Never two on one node");

    private final String words;

    Apart(String words) {
      this.words = words;
    }
  }

  PlacementFields() {
    addClassName("fields");
    labels.setPlaceholder("disk=ssd, zone=eu-1");
    labels.setHelperText("Empty: any node. Every node has the label hostname.");
    apart.setLabel("Its own pods");
    apart.setItems(Apart.values());
    apart.setItemLabelGenerator(value -> value.words);
    spread.setPlaceholder("zone");
    spread.setHelperText("The numbers of pods differ by one at most.");
    away.setPlaceholder("database, cache");
    away.setHelperText("Names of apps in this environment.");
    near.setPlaceholder("cache");
    near.setHelperText("Names of apps in this environment.");
    tolerates.setPlaceholder("dedicated=team-a");
    tolerates.setHelperText("May run on nodes that are kept for others by these.");
    priority.setLabel("Priority");
    priority.setItems(Priority.values());
    priority.setItemLabelGenerator(value -> value.name().charAt(0) + lower(value).substring(1));
    priority.setHelperText("Who goes first when room is short.");
    lost.setLabel("When a node stays silent");
    lost.setItems(Lost.values());
    lost.setItemLabelGenerator(PlacementFields::words);
    lost.setHelperText("A node counts as lost after some seconds; never both pods stay.");
    add(labels, apart, spread, away, near, tolerates, priority, lost);
    show(base);
  }

  void show(Placement placement) {
    base = placement;
    labels.setValue(pairs(placement.nodeLabels().entrySet().stream()));
    apart.setValue(
        placement.apps().stream().anyMatch(PlacementFields::fromItself)
            ? Apart.NEVER_TWO
            : Apart.RATHER);
    spread.setValue(
        placement.spread().stream()
            .filter(PlacementFields::even)
            .map(Spread::label)
            .collect(Collectors.joining(", ")));
    away.setValue(others(placement, true));
    near.setValue(others(placement, false));
    tolerates.setValue(
        placement.tolerations().stream()
            .filter(PlacementFields::plain)
            .map(one ->
                one.value() == null ? String.valueOf(one.key()) : one.key() + "=" + one.value())
            .collect(Collectors.joining(", ")));
    priority.setValue(placement.priority());
    lost.setValue(placement.lost());
  }

  Placement placement() {
    var apps = new ArrayList<>(base.apps().stream().filter(rule -> !shown(rule)).toList());
    if (apart.getValue() == Apart.NEVER_TWO) {
      apps.add(new AppRule(true, 0, HOSTNAME, List.of()));
    }
    rule(apps, true, away);
    rule(apps, false, near);
    return new Placement(
        pairs(labels.getValue()),
        base.nodes(),
        tolerations(),
        Stream.concat(
                base.spread().stream().filter(one -> !even(one)),
                words(spread.getValue()).map(label -> new Spread(label, 1, true, null)))
            .toList(),
        apps,
        priority.getValue(),
        lost.getValue());
  }

  private static String words(Lost lost) {
    return switch (lost) {
      case REPLACE -> "Replace its pods elsewhere";
      case WAIT -> "Wait until it is back";
    };
  }

  private List<Toleration> tolerations() {
    return Stream.concat(
            base.tolerations().stream().filter(one -> !plain(one)),
            pairs(tolerates.getValue()).entrySet().stream()
                .map(one ->
                    new Toleration(
                        one.getKey(),
                        one.getValue().isEmpty() ? null : one.getValue(),
                        null,
                        null)))
        .toList();
  }

  private static void rule(List<AppRule> rules, boolean apart, TextField names) {
    List<String> apps = words(names.getValue()).toList();
    if (!apps.isEmpty()) {
      rules.add(new AppRule(apart, 0, HOSTNAME, apps));
    }
  }

  private static String others(Placement placement, boolean apart) {
    return placement.apps().stream()
        .filter(rule -> shown(rule) && rule.apart() == apart)
        .flatMap(rule -> rule.apps().stream())
        .collect(Collectors.joining(", "));
  }

  /** Rules that these fields can say. */
  private static boolean shown(AppRule rule) {
    return rule.weight() == 0
        && rule.label().equals(HOSTNAME)
        && (rule.apart() || !rule.apps().isEmpty());
  }

  private static boolean fromItself(AppRule rule) {
    return shown(rule) && rule.apart() && rule.apps().isEmpty();
  }

  private static boolean even(Spread spread) {
    return spread.required() && spread.maxSkew() == 1 && spread.minDomains() == null;
  }

  private static boolean plain(Toleration toleration) {
    return toleration.key() != null && toleration.effect() == null && toleration.seconds() == null;
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("[,\\s]+", -1)).filter(word -> !word.isEmpty());
  }

  private static Map<String, String> pairs(String text) {
    var pairs = new TreeMap<String, String>();
    words(text)
        .forEach(word -> {
          int equals = word.indexOf('=');
          pairs.put(
              equals < 0 ? word : word.substring(0, equals),
              equals < 0 ? "" : word.substring(equals + 1));
        });
    return pairs;
  }

  private static String pairs(Stream<Map.Entry<String, String>> pairs) {
    return pairs.map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining(", "));
  }

  private static String lower(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }
}
