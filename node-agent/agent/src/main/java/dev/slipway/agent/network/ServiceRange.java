package dev.slipway.agent.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The range of service addresses as last told, known before the control plane is reached. */
final class ServiceRange {
  private static final Cidr USUAL = new Cidr("10.96.0.0/16");

  private final Path file;
  private Cidr last;

  ServiceRange(Path file) {
    this.file = file;
    this.last = read(file);
  }

  Cidr last() {
    return last;
  }

  /** Empty: nothing new was told. */
  void remember(String told) {
    if (told.isEmpty() || told.equals(last.value())) {
      return;
    }
    var range = new Cidr(told);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, range.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = range;
  }

  private static Cidr read(Path file) {
    try {
      return new Cidr(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException _) {
      // Never told, or the write was cut short: the usual range is guarded until it is told again.
      return USUAL;
    }
  }
}
