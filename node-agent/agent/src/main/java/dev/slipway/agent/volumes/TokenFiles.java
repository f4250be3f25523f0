package dev.slipway.agent.volumes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/**
 * Pods' tokens in this machine's memory. A pod mounts the folder, not the file: then a newer file
 * takes the older one's place by a rename, and a program reads one or the other as a whole.
 */
final class TokenFiles {
  private static final String FILE = "token";

  private final SecretFiles memory;

  TokenFiles(SecretFiles memory) {
    this.memory = memory;
  }

  /** What the pod mounts; nothing but the token is in it. */
  Path folder(String podId) {
    return memory.of(podId).resolve("workload");
  }

  boolean has(String podId) {
    return Files.isRegularFile(folder(podId).resolve(FILE));
  }

  /** SHA-256 of the token the pod has; empty when it has none. */
  byte[] held(String podId) {
    try {
      return has(podId)
          ? MessageDigest.getInstance("SHA-256")
              .digest(Files.readAllBytes(folder(podId).resolve(FILE)))
          : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first one: makes the folder. */
  synchronized void place(String podId, String token, Term term) throws InterruptedException {
    try {
      Path pod = memory.made(podId);
      Path folder = folder(podId);
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
        // Nobody else of this machine gets as far as here.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
      write(pod, token, term);
    } catch (IOException e) {
      throw new VolumeFailed("The pod's token could not be written: " + e.getMessage(), e);
    }
  }

  /** A newer one, unless the pod has gone meanwhile. */
  synchronized void replace(String podId, String token, Term term) {
    try {
      if (has(podId)) {
        write(memory.of(podId), token, term);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void remove(String podId) {
    try {
      Trees.delete(folder(podId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * When it was written and when another one is due; empty when that is not known, as after a crash
   * between the two.
   */
  Optional<Term> term(String podId) {
    try {
      String[] text = Files.readString(memory.of(podId).resolve("token-term")).split(" ", 2);
      return Optional.of(
          new Term(
              Instant.ofEpochMilli(Long.parseLong(text[0])),
              Instant.ofEpochMilli(Long.parseLong(text[1]))));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /**
   * By the machine's clock.
   *
   * @param due when to ask for another one
   */
  record Term(Instant written, Instant due) {
    /** Also when the clock was set back. */
    boolean over(Instant now) {
      return now.isBefore(written) || !now.isBefore(due);
    }
  }

  /** Readable for every user in the container: images change theirs as they like. */
  private void write(Path pod, String token, Term term) throws IOException {
    Path draft = pod.resolve("token.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, token, StandardCharsets.US_ASCII);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
    // Whatever happens between here and the last line: an unknown term asks anew.
    Path known = pod.resolve("token-term");
    Files.deleteIfExists(known);
    Files.move(
        draft,
        folder(String.valueOf(pod.getFileName())).resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(known, term.written().toEpochMilli() + " " + term.due().toEpochMilli());
  }
}
