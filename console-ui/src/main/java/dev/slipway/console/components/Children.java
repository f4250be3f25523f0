package dev.slipway.console.components;

import com.vaadin.flow.dom.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts what an element holds in order and touches only what goes, comes or moves: whoever presses a
 * button meanwhile presses one that is still there.
 */
final class Children {
  private Children() {}

  static void arrange(Element parent, List<Element> wanted) {
    Set<Element> staying = new HashSet<>(wanted);
    parent
        .getChildren()
        .filter(Predicate.not(staying::contains))
        .toList()
        .forEach(Element::removeFromParent);
    for (int at = 0; at < wanted.size(); at++) {
      Element next = wanted.get(at);
      if (is(parent, at + 1, next)) {
        // The one before it moves down: it comes again at its own place, and the rest stays.
        parent.getChild(at).removeFromParent();
      }
      if (!is(parent, at, next)) {
        parent.insertChild(at, next);
      }
    }
  }

  private static boolean is(Element parent, int at, Element child) {
    return at < parent.getChildCount() && parent.getChild(at).equals(child);
  }
}
