package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ImageEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The image of sandboxes: one program of a few hundred bytes that waits. Made on the spot, so that
 * a node needs no hub for it.
 */
final class SandboxImage {
  private final ImageEngine images;
  private final byte[] program = program();

  SandboxImage(ImageEngine images) {
    this.images = images;
  }

  /** Its name; made if the engine does not have it. */
  String ensure() {
    String name = name();
    if (images.image(name).isEmpty()) {
      images.importFiles(name, new ByteArrayInputStream(tar()));
    }
    return name;
  }

  private String name() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(program);
      return "slipway/sandbox:" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] tar() {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      var entry = new TarArchiveEntry("pause");
      entry.setMode(0755);
      entry.setSize(program.length);
      tar.putArchiveEntry(entry);
      tar.write(program);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] program() {
    String machine = System.getProperty("os.arch", "");
    if (!machine.equals("amd64")) {
      throw new IllegalStateException(
          "Pods need a machine with an amd64 processor, and this one says it is %s."
              .formatted(machine));
    }
    try (var file = Objects.requireNonNull(SandboxImage.class.getResourceAsStream("pause-amd64"))) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
