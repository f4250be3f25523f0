package dev.slipway.backend.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs out of the jar: unpacked once per version. */
final class PostgresBinaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  Path initdb() {
    return home.resolve("bin/initdb");
  }

  Path postgres() {
    return home.resolve("bin/postgres");
  }

  /**
   * @param folder where versions are kept side by side
   */
  static PostgresBinaries unpack(Path folder) throws IOException {
    Path home = folder.resolve("programs-" + checksum());
    if (!Files.exists(home)) {
      Path unfinished = folder.resolve("programs.new");
      Folders.delete(unfinished);
      unpackInto(unfinished);
      Files.move(unfinished, home);
    }
    return new PostgresBinaries(home);
  }

  private static String checksum() throws IOException {
    var sum = new CRC32();
    try (var archive = new CheckedInputStream(archive(), sum)) {
      archive.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return "%08x".formatted(sum.getValue());
  }

  private static void unpackInto(Path target) throws IOException {
    Files.createDirectories(target);
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException(
              "The archive of PostgreSQL's programs points outside: " + entry.getName());
        }
        unpack(tar, entry, path);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static InputStream archive() {
    InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
    if (archive == null) {
      throw new UncheckedIOException(
          new IOException(
              "There are no PostgreSQL programs for this machine in the jar. Set SLIPWAY_DATABASE_URL to a PostgreSQL of your own."));
    }
    return archive;
  }
}
