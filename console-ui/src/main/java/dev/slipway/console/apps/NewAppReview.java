package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.api.apps.AppView;
import dev.slipway.console.components.Facts;

/** What will be created, before it is. */
class NewAppReview extends Div {
  NewAppReview(PlaceFields place, SourceFields source, RunFields run) {
    addClassName("stack");
    var facts = new Facts();
    facts.add("App", run.name());
    facts.add("In", place.words());
    facts.add("Source", source.words());
    facts.add("Runs as", run.words());
    facts.add(
        "Reached at",
        run.kind() == AppView.Kind.WEB
            ? "its own host name, given when it is created"
            : "nothing: " + KindWords.title(run.kind()));
    String then =
        source.source().url() == null
            ? "Nothing runs until the first push. The next page shows the two commands."
            : "It is built and deployed at once.";
    var sentence = new Paragraph(then);
    sentence.addClassName("muted");
    add(facts, sentence);
  }
}
