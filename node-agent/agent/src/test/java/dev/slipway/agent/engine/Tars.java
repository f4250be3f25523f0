package dev.slipway.agent.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Images for tests, made of the machine's static busybox. */
public final class Tars {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private Tars() {}

  public static InputStream busybox() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (String folder : new String[] {"bin/", "tmp/", "etc/", "www/"}) {
        var entry = new TarArchiveEntry(folder);
        entry.setMode(0755);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      var entry = new TarArchiveEntry("bin/busybox");
      entry.setMode(0755);
      entry.setSize(Files.size(BUSYBOX));
      tar.putArchiveEntry(entry);
      Files.copy(BUSYBOX, tar);
      tar.closeArchiveEntry();
      for (String applet :
          new String[] {"sh", "sleep", "echo", "httpd", "cat", "nc", "ps", "touch"}) {
        var link = new TarArchiveEntry("bin/" + applet, TarArchiveEntry.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
