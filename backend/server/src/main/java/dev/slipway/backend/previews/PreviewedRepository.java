package dev.slipway.backend.previews;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RepositoryPlace;
import dev.slipway.backend.kernel.Sha256;
import dev.slipway.backend.kernel.Slug;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose pull requests are previewed: those of one repository share environments, whichever of its
 * apps they concern; another repository's of the same number get their own.
 *
 * @param place host and path; the app where it is built from no outside repository
 */
record PreviewedRepository(String place) {
  private static final int LONGEST_SLUG = 40;
  private static final int HASH_BYTES = 4;

  static PreviewedRepository of(AppId app, @Nullable String url) {
    return new PreviewedRepository(url == null ? "app/" + app.value() : RepositoryPlace.of(url));
  }

  /**
   * Names for the environment of a pull request: the short one, and what to take where another
   * repository has that.
   */
  List<Slug> names(int number) {
    String plain = "pr-" + number;
    var names = new ArrayList<Slug>();
    names.add(new Slug(plain));
    String own = place.substring(place.lastIndexOf('/') + 1).replaceAll("[^a-z0-9]+", "-");
    String speaking = plain + "-" + own.replaceAll("^-+", "");
    String fitting = speaking.substring(0, Math.min(LONGEST_SLUG, speaking.length()));
    String trimmed = fitting.replaceAll("-+$", "");
    if (trimmed.length() > plain.length()) {
      names.add(new Slug(trimmed));
    }
    names.add(new Slug(plain + "-" + hash()));
    return List.copyOf(names);
  }

  private String hash() {
    return HexFormat.of().formatHex(Sha256.of(place), 0, HASH_BYTES);
  }
}
