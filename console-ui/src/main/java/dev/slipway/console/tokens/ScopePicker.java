package dev.slipway.console.tokens;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.slipway.api.people.ScopeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a token may: a preset, or scope by scope. */
class ScopePicker extends Div {
  private final List<ScopeView> scopes;
  private final RadioButtonGroup<ScopePreset> preset = new RadioButtonGroup<>("What it may");
  private final Div groups = new Div();
  private final Map<String, CheckboxGroup<ScopeView>> boxes = new LinkedHashMap<>();

  ScopePicker(List<ScopeView> scopes) {
    this.scopes = scopes;
    addClassName("stack");
    preset.setItems(ScopePreset.values());
    preset.setItemLabelGenerator(ScopePreset::words);
    preset.setValue(ScopePreset.EVERYTHING);
    preset.addValueChangeListener(chosen -> groups.setVisible(choosing()));
    groups.addClassName("scopes");
    groups.setVisible(false);
    scopes.stream()
        .collect(Collectors.groupingBy(ScopeView::group, LinkedHashMap::new, Collectors.toList()))
        .forEach((group, of) -> groups.add(box(group, of)));
    add(preset, groups);
  }

  @Nullable List<String> chosen() {
    Set<String> ticked =
        boxes.values().stream()
            .flatMap(box -> box.getValue().stream())
            .map(ScopeView::scope)
            .collect(Collectors.toSet());
    return preset.getValue().scopes(scopes.stream().map(ScopeView::scope).toList(), ticked);
  }

  private boolean choosing() {
    return preset.getValue() == ScopePreset.CHOSEN;
  }

  private CheckboxGroup<ScopeView> box(String group, List<ScopeView> of) {
    var box = new CheckboxGroup<ScopeView>(group);
    box.setItems(of);
    box.setRenderer(
        new com.vaadin.flow.data.renderer.ComponentRenderer<>(scope -> {
          var name = new Span(scope.scope());
          name.addClassName("mono");
          var meaning = new Span(scope.meaning());
          meaning.addClassNames("muted", "small");
          var line = new Div(name, meaning);
          line.addClassName("scope");
          return line;
        }));
    box.setItemLabelGenerator(ScopeView::scope);
    boxes.put(group, box);
    return box;
  }
}
