package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.Table;
import com.vaadin.flow.component.html.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A short table, for lists that fit a page; scrolls sideways on narrow screens. */
public class HtmlTable<T> extends Div {
  private final Table table = new Table();
  private final List<Function<T, Component>> cells = new ArrayList<>();
  private final TableRow header = table.getHead().addRow();

  public HtmlTable(String label) {
    addClassName("table-scroll");
    table.addClassName("table");
    table.getElement().setAttribute("aria-label", label);
    add(table);
  }

  public HtmlTable<T> column(String name, Function<T, Component> cell) {
    header.addColumnHeaderCell(name);
    cells.add(cell);
    return this;
  }

  public HtmlTable<T> text(String name, Function<T, String> cell) {
    return column(name, row -> new Span(cell.apply(row)));
  }

  public void show(List<T> rows) {
    table.getBody().removeAll();
    for (T row : rows) {
      var line = table.getBody().addRow();
      cells.forEach(cell -> line.addDataCell(cell.apply(row)));
    }
  }
}
