package dev.slipway.agent.ingress;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files the proxy reads and sockets it makes, all in one folder. */
record ProxyFiles(Path folder) {
  ProxyFiles {
    folder = folder.toAbsolutePath().normalize();
    // It becomes part of the configuration as it is.
    if (!folder.toString().matches("[A-Za-z0-9/._-]{1,80}")) {
      throw new IllegalArgumentException(
          "The ingress' folder must have a plain path of at most 80 characters: " + folder);
    }
  }

  Path config() {
    return folder.resolve("haproxy.cfg");
  }

  Path candidate() {
    return folder.resolve("haproxy.cfg.new");
  }

  Path hosts() {
    return folder.resolve("hosts.map");
  }

  Path runtimeSocket() {
    return folder.resolve("admin.sock");
  }

  Path masterSocket() {
    return folder.resolve("master.sock");
  }

  Path page(String status) {
    return folder.resolve(status + ".html");
  }

  /** Whole or not at all: the proxy may start at any moment. */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(next, text);
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }
}
