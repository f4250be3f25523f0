package dev.slipway.api.apps;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an app's images come from.
 *
 * @param url git address of an outside repository; null: Slipway's own git address takes pushes
 * @param branch the branch that deploys, such as {@code main}
 * @param folder folder of the repository that is the build context, {@code .} for the whole
 * @param dockerfile path of the Dockerfile inside the folder
 * @param target stage of a multi-stage Dockerfile to build; null: the last
 * @param args build arguments
 * @param image null: images are built from a repository; otherwise nothing is built
 * @param publish name of an image, without a tag, to which builds are pushed as well, such as
 *     {@code ghcr.io/team/web}; null: to the built-in registry only
 */
public record AppSource(
    @Nullable String url,
    String branch,
    String folder,
    String dockerfile,
    @Nullable String target,
    Map<String, String> args,
    @Nullable ImageSource image,
    @Nullable String publish) {
  private static final String USUAL_BRANCH = "main";
  private static final String USUAL_FOLDER = ".";
  private static final String USUAL_DOCKERFILE = "Dockerfile";

  /** What is left out is as usual: for an image it means nothing. */
  public AppSource(
      @Nullable String url,
      @Nullable String branch,
      @Nullable String folder,
      @Nullable String dockerfile,
      @Nullable String target,
      Map<String, String> args,
      @Nullable ImageSource image,
      @Nullable String publish) {
    this.url = url;
    this.branch = Objects.requireNonNullElse(branch, USUAL_BRANCH);
    this.folder = Objects.requireNonNullElse(folder, USUAL_FOLDER);
    this.dockerfile = Objects.requireNonNullElse(dockerfile, USUAL_DOCKERFILE);
    this.target = target;
    this.args = args;
    this.image = image;
    this.publish = publish;
  }

  /** Built from a repository. */
  public AppSource(
      @Nullable String url,
      String branch,
      String folder,
      String dockerfile,
      @Nullable String target,
      Map<String, String> args) {
    this(url, branch, folder, dockerfile, target, args, null, null);
  }

  public static AppSource pushed() {
    return new AppSource(
        null, USUAL_BRANCH, USUAL_FOLDER, USUAL_DOCKERFILE, null, Map.of(), null, null);
  }

  /** An image somebody else builds. */
  public static AppSource image(String repository, String tag) {
    return new AppSource(
        null, null, null, null, null, Map.of(), new ImageSource(repository, tag), null);
  }
}
