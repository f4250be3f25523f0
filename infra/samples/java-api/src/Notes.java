import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest notes, in memory. */
final class Notes {
  private static final int KEPT = 1000;

  private final Deque<Note> notes = new ArrayDeque<>();
  private long last;

  synchronized Note add(String text) {
    var note = new Note(last + 1, text);
    last = note.id();
    notes.addFirst(note);
    if (notes.size() > KEPT) {
      notes.removeLast();
    }
    return note;
  }

  synchronized List<Note> newest() {
    return List.copyOf(notes);
  }
}
