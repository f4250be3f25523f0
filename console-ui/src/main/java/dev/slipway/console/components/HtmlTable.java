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

  /** Columns without a name hold what can be done with a row. */
  private final List<Boolean> acts = new ArrayList<>();

  private final TableRow header = table.getHead().addRow();
  private final Span none = new Span();
  private String whenEmpty = "";

  public HtmlTable(String label) {
    addClassName("table-scroll");
    table.addClassName("table");
    table.getElement().setAttribute("aria-label", label);
    none.addClassName("muted");
    none.setVisible(false);
    add(table, none);
  }

  /** A sentence in place of a table without rows. */
  public HtmlTable<T> whenEmpty(String sentence) {
    whenEmpty = sentence;
    return this;
  }

  public HtmlTable<T> column(String name, Function<T, Component> cell) {
    var head = header.addColumnHeaderCell(name);
    head.setClassName("acts", name.isEmpty());
    acts.add(name.isEmpty());
    cells.add(cell);
    return this;
  }

  public HtmlTable<T> text(String name, Function<T, String> cell) {
    return column(name, row -> new Span(cell.apply(row)));
  }

  public void show(List<T> rows) {
    table.getBody().removeAll();
    boolean says = rows.isEmpty() && !whenEmpty.isEmpty();
    table.setVisible(!says);
    none.setVisible(says);
    none.setText(says ? whenEmpty : "");
    for (T row : rows) {
      var line = table.getBody().addRow();
      for (int i = 0; i < cells.size(); i++) {
        line.addDataCell(cells.get(i).apply(row)).setClassName("acts", acts.get(i));
      }
    }
  }
}
