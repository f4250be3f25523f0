package dev.slipway.backend.kernel;

import java.util.regex.Pattern;

/**
 * Where an image is, without tag and digest, in full: {@code nginx} is {@code
 * docker.io/library/nginx}.
 *
 * @param host host or host:port, in lower case
 * @param path such as {@code team/web}
 */
public record ImageName(String host, String path) {
  public static final String DOCKER_HUB = "docker.io";
  private static final int LONGEST = 255;
  private static final String PART = "[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*";
  private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,62})(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}))*(?::[1-9][0-9]{0,4})?");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * @throws Problem validation-failed, also when a tag is part of it
   */
  public static ImageName of(String text) {
    int slash = text.indexOf('/');
    boolean hosted = saysHost(text);
    String host = hosted ? host(text.substring(0, slash)) : DOCKER_HUB;
    String path = hosted ? text.substring(slash + 1) : text;
    if (text.length() > LONGEST || !PATH.matcher(path).matches()) {
      throw Problem.invalid(
          "This is not the name of an image. Use lower case and the form host/team/name, such as ghcr.io/team/web;"
              + " the tag goes into its own field.");
    }
    boolean official = host.equals(DOCKER_HUB) && path.indexOf('/') < 0;
    return new ImageName(host, official ? "library/" + path : path);
  }

  /**
   * Of a registry, as names of images begin.
   *
   * @throws Problem validation-failed
   */
  public static String host(String text) {
    if (text.length() > LONGEST || !HOST.matcher(text).matches()) {
      throw Problem.invalid(
          "This is not the host of a registry. Use lower case and the form registry.example.com or"
              + " registry.example.com:5000, without https:// and without a path.");
    }
    return switch (text) {
      case "index.docker.io", "registry-1.docker.io", "hub.docker.com", "registry.hub.docker.com" ->
          DOCKER_HUB;
      default -> text;
    };
  }

  /** Whether it is a name without a host. */
  public static boolean isPath(String text) {
    return text.length() <= LONGEST && PATH.matcher(text).matches();
  }

  public static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /**
   * Whether a name as revisions keep it says its host; those without are in the built-in registry.
   */
  public static boolean saysHost(String repository) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  @Override
  public String toString() {
    return host + "/" + path;
  }
}
