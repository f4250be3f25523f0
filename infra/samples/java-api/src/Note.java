/** A short text somebody left; checks itself. */
record Note(long id, String text) {
  static final int LONGEST = 280;

  Note {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException("a note has 1 to " + LONGEST + " characters");
    }
  }

  String json() {
    return "{\"id\":" + id + ",\"text\":" + Json.quoted(text) + "}";
  }
}
