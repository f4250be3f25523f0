package dev.slipway.backend.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On which thing something was done.
 *
 * @param text ids and names as the address of the call has them, never contents
 * @param type such as {@code app}; null where it is about no thing
 */
public record Target(
    String text,
    @Nullable String type,
    @Nullable UUID id,
    @Nullable String name,
    @Nullable UUID project,
    @Nullable UUID app) {
  public static final Target NOTHING = of("");
  private static final int LONGEST = 300;

  public Target {
    text = Texts.oneLine(text, LONGEST);
    name = name == null ? null : Texts.oneLine(name, LONGEST);
  }

  public static Target of(String text) {
    return new Target(text, null, null, null, null, null);
  }

  public static Target of(String type, UUID id, @Nullable String name) {
    return new Target(id.toString(), type, id, name, null, null);
  }

  /** The same, with the place it was found in. */
  Target in(@Nullable UUID project, @Nullable UUID app) {
    return new Target(
        text,
        type,
        id,
        name,
        this.project == null ? project : this.project,
        this.app == null ? app : this.app);
  }
}
