package dev.slipway.agent.volumes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whom a file of this machine is for, by number. */
public record Owner(int user, int group) {
  private static final int NOBODY = 10001;

  /**
   * @param text uid:gid; a name owns nothing
   */
  public static Owner of(String text) {
    if (!text.matches("[0-9]{1,6}:[0-9]{1,6}")) {
      // Only the image knows the numbers of its names.
      return new Owner(NOBODY, NOBODY);
    }
    String[] numbers = text.split(":", 2);
    return new Owner(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  void take(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", user);
    Files.setAttribute(path, "unix:gid", group);
  }
}
