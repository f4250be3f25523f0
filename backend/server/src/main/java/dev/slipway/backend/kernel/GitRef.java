package dev.slipway.backend.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Name of a branch, tag or commit: what {@code git check-ref-format --branch} accepts, without what
 * misleads a reader or could be taken for an option. {@code main;id} is a legal name and stays one.
 */
public record GitRef(String value) {
  private static final int LONGEST = 255;
  private static final String NEVER = " ~^:?*[\\";

  public GitRef {
    if (!legal(value)) {
      throw Problem.invalid(
          "This is not a name git allows for a branch or tag. Give it as it is in the repository, such as main.");
    }
  }

  private static boolean legal(String name) {
    return !name.isEmpty()
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
        && !name.startsWith("-")
        && !name.endsWith(".")
        && !name.contains("..")
        && !name.contains("@{")
        && !name.equals("@")
        && !name.equals("HEAD")
        && name.codePoints().allMatch(GitRef::legal)
        && List.of(name.split("/", -1)).stream().allMatch(GitRef::legalPart);
  }

  private static boolean legalPart(String part) {
    return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".lock");
  }

  private static boolean legal(int character) {
    return NEVER.indexOf(character) < 0 && !invisible(character);
  }

  /** Control characters, and those that reorder or hide text: a name must look like what it is. */
  static boolean invisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
