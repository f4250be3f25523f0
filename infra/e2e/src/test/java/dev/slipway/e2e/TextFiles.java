package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small text files, where a failure ends the test. */
final class TextFiles {
  private TextFiles() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So that nobody reads half of it; who may read it stays as it was. */
  static void replace(Path file, String text) {
    Path whole = file.resolveSibling(file.getFileName() + ".whole");
    try {
      Files.writeString(whole, text);
      Files.setPosixFilePermissions(whole, Files.getPosixFilePermissions(file));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
