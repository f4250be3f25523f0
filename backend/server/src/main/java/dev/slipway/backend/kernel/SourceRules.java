package dev.slipway.backend.kernel;

import dev.slipway.api.apps.AppSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an app's source may say. Everything in it ends up as an argument of git or of a builder, on
 * a node.
 */
public final class SourceRules {
  private static final int LONGEST_PATH = 255;
  private static final int MOST_ARGS = 100;
  private static final int LONGEST_VALUE = 4096;
  private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  private static final Pattern ARG = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private SourceRules() {}

  /**
   * @param allowedHosts see {@code PlatformProperties.allowedGitHosts}
   * @throws Problem validation-failed or destination-blocked with a sentence naming the field
   */
  public static void check(AppSource source, Collection<String> allowedHosts) {
    if (source.url() != null) {
      GitUrl.of(source.url(), allowedHosts);
    }
    branch(source.branch());
    folder(source.folder());
    dockerfile(source.dockerfile());
    target(source.target());
    args(source.args());
    if (source.image() != null) {
      if (source.url() != null) {
        throw Problem.invalid(
            "An app has either an image or a repository as its source. Leave one of them out.");
      }
      var _ = ImageName.of(source.image().repository());
      var _ = new TagPattern(source.image().tag());
    }
    if (source.publish() != null) {
      if (source.image() != null) {
        throw Problem.invalid("Only what is built can be pushed elsewhere; this app has an image.");
      }
      var _ = ImageName.of(source.publish());
    }
  }

  private static void branch(String branch) {
    var _ = new GitRef(branch);
  }

  private static void folder(String folder) {
    if (!folder.equals(".") && !inside(folder)) {
      throw Problem.invalid(
          "The folder must be a path inside the repository such as services/web, or . for the whole repository.");
    }
  }

  private static void dockerfile(String dockerfile) {
    if (!inside(dockerfile)) {
      throw Problem.invalid(
          "The Dockerfile must be a path inside the folder, such as Dockerfile or docker/web.");
    }
  }

  private static void target(@Nullable String target) {
    if (target != null && !TARGET.matcher(target).matches()) {
      throw Problem.invalid(
          "The target must be the name of a stage in the Dockerfile: letters, digits, dots, hyphens and underscores.");
    }
  }

  private static void args(Map<String, String> args) {
    if (args.size() > MOST_ARGS) {
      throw Problem.invalid("An app has at most %d build arguments.".formatted(MOST_ARGS));
    }
    args.forEach(SourceRules::arg);
  }

  private static void arg(String name, String value) {
    if (!ARG.matcher(name).matches()) {
      throw Problem.invalid(
          "A build argument's name has letters, digits and underscores and does not begin with a digit.");
    }
    if (value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "The value of build argument %s is longer than %d characters or has a character that cannot be passed on."
              .formatted(name, LONGEST_VALUE));
    }
  }

  private static boolean inside(String path) {
    return path.length() <= LONGEST_PATH
        && !path.startsWith("-")
        && path.indexOf('\\') < 0
        && path.codePoints().noneMatch(GitRef::invisible)
        && List.of(path.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
