package dev.slipway.backend.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Text every part of the platform can keep: no NUL, which PostgreSQL refuses, and no half of a
 * character pair.
 */
final class WellFormedString extends StringDeserializer {
  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.currentToken().isScalarValue()
        || parser.currentToken().isNumeric()
        || parser.currentToken().isBoolean()) {
      return (String) context.handleUnexpectedToken(String.class, parser);
    }
    String text = super.deserialize(parser, context);
    if (!wellFormed(text)) {
      throw new MalformedText(parser);
    }
    return text;
  }

  static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(character -> character == 0 || isLoneSurrogate(character));
  }

  private static boolean isLoneSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** Not a matter of the field's meaning: the document itself is broken. */
  static final class MalformedText extends tools.jackson.core.exc.StreamReadException {
    MalformedText(JsonParser parser) {
      super(parser, "Text with a character that stands for nothing");
    }
  }
}
