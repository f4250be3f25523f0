package dev.slipway.backend.kernel;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the id of its last item, given back to ask for what follows. */
public final class Cursor {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int LARGEST_PAGE = 200;

  private Cursor() {}

  public static String write(UUID last) {
    return last.toString();
  }

  /** Null for the first page. */
  public static @Nullable UUID read(@Nullable String after) {
    if (after == null || after.isEmpty()) {
      return null;
    }
    if (!FORM.matcher(after).matches()) {
      throw Problem.invalid(
          "The cursor is not one this server gave out. Begin with the first page.");
    }
    return UUID.fromString(after);
  }

  public static int pageSize(int asked) {
    if (asked < 1 || asked > LARGEST_PAGE) {
      throw Problem.invalid("A page has 1 to 200 items.");
    }
    return asked;
  }
}
