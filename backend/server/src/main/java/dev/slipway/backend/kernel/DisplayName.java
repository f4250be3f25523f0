package dev.slipway.backend.kernel;

/**
 * A name for people to read, 1 to 100 characters. Anything visible goes; what would make it look
 * like something else (control characters, direction marks, zero-width spaces) does not.
 */
public record DisplayName(String value) {
  private static final int LONGEST = 100;

  public DisplayName {
    boolean visible = value.codePoints().allMatch(DisplayName::visible);
    if (!visible || value.isBlank() || !value.equals(value.strip()) || value.length() > LONGEST) {
      throw Problem.invalid(
          "A name has 1 to 100 visible characters and neither begins nor ends with a space.");
    }
  }

  private static boolean visible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
