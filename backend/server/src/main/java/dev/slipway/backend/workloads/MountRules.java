package dev.slipway.backend.workloads;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.Mount;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be mounted, and where. */
final class MountRules {
  private static final int MOST = 20;
  private static final int LONGEST_PATH = 200;
  private static final long MEBIBYTE = 1L << 20;
  private static final long LEAST_TEMPORARY = 16 * MEBIBYTE;
  private static final long MOST_TEMPORARY = 100 * 1024 * MEBIBYTE;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._+@-]+)+");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");

  /** Where Docker's own secrets lie, so images look there. */
  private static final String SECRETS = "/run/secrets/";

  /** Of the kernel, the engine, or the pod; with what is below them. */
  private static final List<String> KEPT =
      List.of("/proc", "/sys", "/dev", "/run", "/var/run", "/tmp", "/.dockerenv");

  /**
   * What the engine writes into each container, and what a program would not find itself without.
   */
  private static final Set<String> KEPT_FILES =
      Set.of(
          "/etc", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/etc/passwd", "/etc/group");

  private MountRules() {}

  /** As they are kept. */
  static List<Mount> checked(List<Mount> asked, long memoryBytes) {
    if (asked.size() > MOST) {
      throw Problem.invalid("An app has at most %d mounts.".formatted(MOST));
    }
    var mounts = new ArrayList<Mount>();
    for (Mount mount : asked) {
      if (Objects.isNull(mount)) {
        throw Problem.invalid("A mount is missing.");
      }
      mounts.add(checked(mount, memoryBytes));
    }
    apart(mounts);
    return List.copyOf(mounts);
  }

  private static Mount checked(Mount mount, long memoryBytes) {
    Mount.Kind kind = mount.kind();
    if (Objects.isNull(kind)) {
      throw Problem.invalid("The kind of a mount is VOLUME, SECRET_FILE or TEMPORARY.");
    }
    String path = path(mount.path(), kind);
    return switch (kind) {
      case VOLUME -> {
        String name = requireNonNullElse(mount.name(), "");
        sizeless(mount, path);
        var volume = new Slug(name);
        yield mount.readOnly()
            ? Mount.readOnlyVolume(volume.value(), path)
            : Mount.volume(volume.value(), path);
      }
      case SECRET_FILE -> {
        String name = requireNonNullElse(mount.name(), "");
        sizeless(mount, path);
        if (!VARIABLE.matcher(name).matches()) {
          throw Problem.invalid(
              "The secret file %s needs the name of the config variable that it is made of."
                  .formatted(path));
        }
        yield Mount.secretFile(name, path);
      }
      case TEMPORARY -> Mount.temporary(path, size(mount, path, memoryBytes), mount.inMemory());
    };
  }

  private static String path(@Nullable String asked, Mount.Kind kind) {
    String path = requireNonNullElse(asked, "");
    if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches() || climbs(path)) {
      throw Problem.invalid(
          "The path of a mount begins with a slash, does not end with one, and has names of letters, digits and"
              + " ._+@- between slashes, such as /data.");
    }
    boolean secret = kind == Mount.Kind.SECRET_FILE && path.startsWith(SECRETS);
    boolean kept = KEPT.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/"));
    if ((kept && !secret) || KEPT_FILES.contains(path)) {
      throw Problem.invalid(
          "Nothing can be mounted at %s: it belongs to the system, and /tmp is there already. Choose another path."
              .formatted(path));
    }
    return path;
  }

  private static boolean climbs(String path) {
    return List.of(path.split("/", -1)).stream()
        .anyMatch(name -> name.equals(".") || name.equals(".."));
  }

  private static void sizeless(Mount mount, String path) {
    if (mount.sizeBytes() != null || mount.inMemory()) {
      throw Problem.invalid(
          "Only temporary space has a size and a place; leave sizeBytes and inMemory out at %s."
              .formatted(path));
    }
  }

  private static long size(Mount mount, String path, long memoryBytes) {
    if (mount.name() != null || mount.readOnly()) {
      throw Problem.invalid(
          "Temporary space has no name and is always writable; leave both out at %s."
              .formatted(path));
    }
    long size = requireNonNullElse(mount.sizeBytes(), 0L);
    if (size < LEAST_TEMPORARY || size > MOST_TEMPORARY) {
      throw Problem.invalid(
          "Temporary space at %s needs a sizeBytes from 16 MiB to 100 GiB.".formatted(path));
    }
    if (mount.inMemory() && size > memoryBytes) {
      throw Problem.invalid(
          "Temporary space in memory counts as the app's memory, so at %s it can be at most %d bytes."
              .formatted(path, memoryBytes));
    }
    return size;
  }

  private static void apart(List<Mount> mounts) {
    var volumes = new HashSet<String>();
    for (int i = 0; i < mounts.size(); i++) {
      Mount one = mounts.get(i);
      for (int j = 0; j < mounts.size(); j++) {
        Mount other = mounts.get(j);
        if (i != j && (other.path() + "/").startsWith(one.path() + "/")) {
          throw Problem.invalid(
              "The mounts %s and %s lie in each other. Give them paths apart from each other."
                  .formatted(one.path(), other.path()));
        }
      }
      if (one.kind() == Mount.Kind.VOLUME && !volumes.add(requireNonNullElse(one.name(), ""))) {
        throw Problem.invalid(
            "The volume %s is mounted twice. Mount it once.".formatted(one.name()));
      }
    }
  }
}
