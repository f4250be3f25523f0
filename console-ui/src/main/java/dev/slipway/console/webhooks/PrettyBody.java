package dev.slipway.console.webhooks;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A delivery's body for reading: JSON indented, anything else as it is, and not without end. */
final class PrettyBody {
  private static final int LONGEST = 200_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PrettyBody() {}

  static String of(String body) {
    String pretty = indented(body);
    return pretty.length() <= LONGEST
        ? pretty
        : pretty.substring(0, LONGEST) + "\n… the rest is left out here; the API has all of it.";
  }

  private static String indented(String body) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
    } catch (JacksonException _) {
      return body;
    }
  }
}
