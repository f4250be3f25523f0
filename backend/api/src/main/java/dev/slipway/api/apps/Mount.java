package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import org.jspecify.annotations.Nullable;

/**
 * Something an app finds at a path of its file system, which is read-only otherwise.
 *
 * @param path absolute, such as {@code /data}
 * @param name of the volume in the app's environment, or of the config variable whose value is the
 *     file; null for temporary space
 * @param readOnly always so for secret files, never for temporary space
 * @param sizeBytes most that temporary space holds; null for the others, volumes have a size of
 *     their own
 * @param inMemory whether temporary space counts as the app's memory rather than lying on the
 *     machine's disk
 */
public record Mount(
    Kind kind,
    String path,
    @Nullable String name,
    @Usual Boolean readOnly,
    @Nullable Long sizeBytes,
    @Usual Boolean inMemory) {
  public Mount {
    readOnly = requireNonNullElse(readOnly, false);
    inMemory = requireNonNullElse(inMemory, false);
  }

  public enum Kind {
    /** A named volume of the environment, which outlives pods, revisions and apps. */
    VOLUME,
    /** A config variable as a file in memory that only the app's user can read. */
    SECRET_FILE,
    /** Space of a given size that is empty when the pod begins and gone when it ends. */
    TEMPORARY
  }

  public static Mount volume(String name, String path) {
    return new Mount(Kind.VOLUME, path, name, false, null, false);
  }

  public static Mount readOnlyVolume(String name, String path) {
    return new Mount(Kind.VOLUME, path, name, true, null, false);
  }

  public static Mount secretFile(String variable, String path) {
    return new Mount(Kind.SECRET_FILE, path, variable, true, null, false);
  }

  public static Mount temporary(String path, long sizeBytes, boolean inMemory) {
    return new Mount(Kind.TEMPORARY, path, null, false, sizeBytes, inMemory);
  }
}
