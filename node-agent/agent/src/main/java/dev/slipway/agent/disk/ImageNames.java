package dev.slipway.agent.disk;

/** One spelling for each image, however it is asked for. */
final class ImageNames {
  private ImageNames() {}

  /**
   * As the engine lists it: without what may be left out of a name on Docker Hub, with the tag that
   * is meant when there is none, and by the digest alone when there is one.
   */
  static String plain(String reference) {
    String name = without(without(reference, "docker.io/"), "library/");
    int digest = name.indexOf('@');
    if (digest >= 0) {
      return untagged(name.substring(0, digest)) + name.substring(digest);
    }
    return untagged(name).equals(name) ? name + ":latest" : name;
  }

  private static String untagged(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  private static String without(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
