package dev.slipway.api.apps;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
 * @param credential the organization's credential that opens the outside repository; null: the
 *     app's own, if it has one
 * @param autoDeploy whether what is pushed to an outside repository is deployed by itself, told by
 *     its forge's webhook or found by looking at the branch; deploy hooks deploy anyway. null: yes
 */
public record AppSource(
    @Nullable String url,
    String branch,
    String folder,
    String dockerfile,
    @Nullable String target,
    Map<String, String> args,
    @Nullable ImageSource image,
    @Nullable String publish,
    @Nullable UUID credential,
    @Nullable Boolean autoDeploy) {
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
      @Nullable String publish,
      @Nullable UUID credential,
      @Nullable Boolean autoDeploy) {
    this.url = url;
    this.branch = Objects.requireNonNullElse(branch, USUAL_BRANCH);
    this.folder = Objects.requireNonNullElse(folder, USUAL_FOLDER);
    this.dockerfile = Objects.requireNonNullElse(dockerfile, USUAL_DOCKERFILE);
    this.target = target;
    this.args = args;
    this.image = image;
    this.publish = publish;
    this.credential = credential;
    this.autoDeploy = autoDeploy;
  }

  /** Built from a repository that everybody may read. */
  public AppSource(
      @Nullable String url,
      @Nullable String branch,
      @Nullable String folder,
      @Nullable String dockerfile,
      @Nullable String target,
      Map<String, String> args) {
    this(url, branch, folder, dockerfile, target, args, null, null, null, null);
  }

  public static AppSource pushed() {
    return new AppSource(null, null, null, null, null, Map.of());
  }

  /** An image somebody else builds. */
  public static AppSource image(String repository, String tag) {
    var image = new ImageSource(repository, tag);
    return new AppSource(null, null, null, null, null, Map.of(), image, null, null, null);
  }
}
