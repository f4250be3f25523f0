package dev.slipway.e2e;

import java.nio.file.Path;

/** An installation's {@code slipway.env}, which every start of a service reads. */
final class Settings {
  private Settings() {}

  static String of(Path state, String name) {
    return TextFiles.read(file(state))
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not set in " + file(state)));
  }

  static Path file(Path state) {
    return state.resolve("slipway.env");
  }
}
