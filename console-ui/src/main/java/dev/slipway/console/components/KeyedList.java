package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A part of the page for each item; what did not change stays the very same component. */
public class KeyedList<T> extends Div {
  private final Function<T, Object> key;
  private final Function<T, Component> part;
  private Map<Object, Part<T>> parts = new HashMap<>();

  private record Part<T>(T item, Component component) {}

  /**
   * @param key what an item stays the same by; no two of a list have the same
   * @param part draws an item from nothing but its value
   */
  public KeyedList(Function<T, Object> key, Function<T, Component> part) {
    this.key = key;
    this.part = part;
  }

  public void show(List<T> items) {
    Map<Object, Part<T>> next = new HashMap<>();
    List<Element> order = new ArrayList<>();
    for (T item : items) {
      Object id = key.apply(item);
      Part<T> before = parts.get(id);
      Part<T> now =
          before != null && before.item().equals(item)
              ? before
              : new Part<>(item, part.apply(item));
      next.put(id, now);
      order.add(now.component().getElement());
    }
    parts = next;
    Children.arrange(getElement(), order);
  }
}
