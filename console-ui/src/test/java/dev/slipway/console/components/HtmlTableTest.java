package dev.slipway.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.TableHeaderCell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A list that is drawn again while somebody is about to press one of its buttons. */
class HtmlTableTest {
  private final List<String> drawn = new ArrayList<>();
  private final HtmlTable<Row> table =
      new HtmlTable<>("Rows", Row::id)
          .text("State", Row::state)
          .column("", Row::id, HtmlTableTest::button)
          .column("Other", row -> drawn(row));

  private record Row(int id, String state) {}

  @Test
  void theButtonStaysWhenSomethingElseOfItsRowChanges() {
    table.show(List.of(new Row(1, "building")));
    Button before = button(1);
    table.show(List.of(new Row(1, "done")));
    assertThat(button(1)).isSameAs(before);
    assertThat(words()).contains("done").doesNotContain("building");
  }

  @Test
  void aNewRowOnTopLeavesTheOthersWhereTheyAre() {
    table.show(rows(2, 1));
    List<Component> left = listenForLeaving();
    table.show(rows(3, 2, 1));
    assertThat(order()).containsExactly("Press 3", "Press 2", "Press 1");
    assertThat(left).isEmpty();
  }

  @Test
  void aRowThatIsGoneTakesNoOtherAlong() {
    table.show(rows(3, 2, 1));
    Button kept = button(1);
    table.show(rows(3, 1));
    assertThat(order()).containsExactly("Press 3", "Press 1");
    assertThat(button(1)).isSameAs(kept);
  }

  @Test
  void onlyTheRowThatMovesIsTakenOut() {
    table.show(rows(1, 2, 3, 4));
    List<Component> left = listenForLeaving();
    table.show(rows(2, 3, 4, 1));
    assertThat(order()).containsExactly("Press 2", "Press 3", "Press 4", "Press 1");
    assertThat(left).containsExactly(button(1));
    left.clear();
    table.show(rows(1, 2, 3, 4));
    assertThat(order()).containsExactly("Press 1", "Press 2", "Press 3", "Press 4");
    assertThat(left).containsExactly(button(1));
  }

  @Test
  void aCellIsDrawnAnewOnlyWhenItsRowChanged() {
    table.show(List.of(new Row(1, "a"), new Row(2, "a")));
    drawn.clear();
    table.show(List.of(new Row(1, "a"), new Row(2, "b")));
    assertThat(drawn).containsExactly("2b");
  }

  @Test
  void rowsThatAreTheSameAreAllThere() {
    table.show(rows(1, 1));
    assertThat(order()).containsExactly("Press 1", "Press 1");
  }

  @Test
  void aColumnWithNothingToSayIsNotThere() {
    var some =
        new HtmlTable<>("Rows", Row::id)
            .text("State", Row::state)
            .onlyIf(row -> !row.state().isEmpty());
    some.show(List.of(new Row(1, "")));
    assertThat(heads(some)).containsExactly(false);
    some.show(List.of(new Row(1, ""), new Row(2, "why")));
    assertThat(heads(some)).containsExactly(true);
  }

  private static List<Boolean> heads(HtmlTable<Row> table) {
    return all(table).filter(TableHeaderCell.class::isInstance).map(Component::isVisible).toList();
  }

  private static List<Row> rows(int... ids) {
    return java.util.Arrays.stream(ids).mapToObj(id -> new Row(id, "same")).toList();
  }

  private static Button button(Row row) {
    return new Button("Press " + row.id());
  }

  private Span drawn(Row row) {
    drawn.add(row.id() + row.state());
    return new Span(row.state());
  }

  /** The buttons that leave the page from now on, be it for a moment. */
  private List<Component> listenForLeaving() {
    new UI().add(table);
    List<Component> left = new ArrayList<>();
    buttons().forEach(button -> button.addDetachListener(gone -> left.add(gone.getSource())));
    return left;
  }

  private Button button(int id) {
    return buttons().filter(one -> one.getText().equals("Press " + id)).findFirst().orElseThrow();
  }

  private List<String> order() {
    return buttons().map(Button::getText).toList();
  }

  private List<String> words() {
    return all(table).filter(Span.class::isInstance).map(one -> ((Span) one).getText()).toList();
  }

  private Stream<Button> buttons() {
    return all(table).filter(Button.class::isInstance).map(Button.class::cast);
  }

  private static Stream<Component> all(Component component) {
    return Stream.concat(Stream.of(component), component.getChildren().flatMap(HtmlTableTest::all));
  }
}
