package dev.slipway.backend.audit;

import tools.jackson.databind.json.JsonMapper;

/** One entry with everything its hash covers, as one line of JSON; and back. */
final class JsonLine {
  private static final JsonMapper JSON = new JsonMapper();

  private JsonLine() {}

  static String of(Entry entry) {
    return JSON.writeValueAsString(entry) + "\n";
  }

  static Entry read(String line) {
    return JSON.readValue(line, Entry.class);
  }
}
