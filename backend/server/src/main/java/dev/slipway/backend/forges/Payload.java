package dev.slipway.backend.forges;

import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a JSON body. What is not there, or of another kind, is null or empty: never an error.
 */
record Payload(JsonNode node) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern NO_COMMIT = Pattern.compile("0{40}");

  static Payload of(byte[] body, String forge) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && node.isObject()) {
        return new Payload(node);
      }
    } catch (JacksonException _) {
      // Said below.
    }
    throw Problem.invalid("The body is not JSON as %s sends it.".formatted(forge));
  }

  Payload at(String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return new Payload(found);
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean isArray() {
    return node.isArray();
  }

  @Nullable String text(String... path) {
    JsonNode found = at(path).node;
    return found.isString() ? found.stringValue().replace("\0", "") : null;
  }

  /** Of a number or a text: the ids of forges are either. */
  @Nullable String id(String... path) {
    JsonNode found = at(path).node;
    return found.isIntegralNumber() ? found.asString() : text(path);
  }

  @Nullable Long number(String... path) {
    JsonNode found = at(path).node;
    return found.isIntegralNumber() && found.canConvertToLong() ? (Long) found.longValue() : null;
  }

  boolean yes(String... path) {
    JsonNode found = at(path).node;
    return found.isBoolean() && found.booleanValue();
  }

  /** Null for what is no commit, such as the forty zeros that stand for none. */
  @Nullable String commit(String... path) {
    String text = text(path);
    return text != null && SHA.matcher(text).matches() && !NO_COMMIT.matcher(text).matches()
        ? text
        : null;
  }

  List<Payload> list(String... path) {
    return stream(path).map(Payload::new).toList();
  }

  List<String> texts(String... names) {
    var found = new ArrayList<String>();
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        found.add(text);
      }
    }
    return found;
  }

  /** All files that a list of commits says were touched. */
  static Set<String> touched(List<Payload> commits) {
    var paths = new HashSet<String>();
    for (Payload commit : commits) {
      for (String kind : List.of("added", "modified", "removed")) {
        commit.stream(kind)
            .filter(JsonNode::isString)
            .forEach(file -> paths.add(file.stringValue()));
      }
    }
    return paths;
  }

  private Stream<JsonNode> stream(String... path) {
    JsonNode found = at(path).node;
    return found.isArray()
        ? StreamSupport.stream(found.values().spliterator(), false)
        : Stream.empty();
  }
}
