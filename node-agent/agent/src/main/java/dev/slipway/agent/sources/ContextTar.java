package dev.slipway.agent.sources;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes what a build sees as a tar that depends on nothing but the commit: its time, no owners, a
 * fixed order. The engine's layer cache goes by content; web servers go by the time.
 */
public final class ContextTar {
  static final int MOST_FILES = 100_000;
  static final long MOST_BYTES = 1L << 30;

  private final Checkout checkout;
  private final Sources sources;
  private final String dockerfile;
  private int files;
  private long bytes;

  /**
   * @param dockerfile the instructions to use instead of the file's
   */
  public ContextTar(Checkout checkout, Sources sources, String dockerfile) {
    this.checkout = checkout;
    this.sources = sources;
    this.dockerfile = dockerfile;
  }

  /** Returns the number of files in it. */
  public int write(OutputStream target) throws IOException {
    DockerIgnore ignore = sources.ignore();
    Map<String, Path> chosen = chosen(ignore);
    try (var tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(target, 1 << 16), StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      folders(tar, chosen);
      for (Map.Entry<String, Path> file : chosen.entrySet()) {
        if (!file.getKey().equals(sources.dockerfilePath())) {
          put(tar, file.getKey(), file.getValue());
        }
      }
      put(tar, sources.dockerfilePath(), dockerfile.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private Map<String, Path> chosen(DockerIgnore ignore) throws IOException {
    var chosen = new TreeMap<String, Path>();
    Path git = checkout.folder().resolve(".git");
    Files.walkFileTree(
        sources.context(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // It differs with every fetch, so with it no layer would ever be found in the cache.
            return folder.equals(git) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (Thread.interrupted()) {
              throw new InterruptedIOException("The build was stopped.");
            }
            String path = sources.context().relativize(file).toString();
            if (!ignore.ignores(path)) {
              chosen.put(path, file);
              count(attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return chosen;
  }

  /** Named so that their rights do not depend on who unpacks them. */
  private void folders(TarArchiveOutputStream tar, Map<String, Path> chosen) throws IOException {
    var folders = new TreeSet<String>();
    for (String path : chosen.keySet()) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash + 1));
      }
    }
    for (String folder : folders) {
      put(tar, new TarArchiveEntry(folder), new byte[0]);
    }
  }

  private void count(long size) {
    files++;
    bytes += size;
    if (files > MOST_FILES || bytes > MOST_BYTES) {
      throw new BuildFailed(
          Failure.SOURCE_TOO_LARGE,
          "The build's files are more than 100000 or 1 GiB: leave out what it does not need with a"
              + " .dockerignore.");
    }
  }

  private void put(TarArchiveOutputStream tar, String name, Path file) throws IOException {
    String link = checkout.links().get(checkout.folder().relativize(file).toString());
    if (link != null) {
      var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(link);
      put(tar, entry, new byte[0]);
      return;
    }
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setMode(Files.isExecutable(file) ? 0100755 : 0100644);
    begin(tar, entry);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    put(tar, entry, content);
  }

  private void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    begin(tar, entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void begin(TarArchiveOutputStream tar, TarArchiveEntry entry) throws IOException {
    entry.setModTime(checkout.commit().at().toEpochMilli());
    entry.setIds(0, 0);
    tar.putArchiveEntry(entry);
  }
}
