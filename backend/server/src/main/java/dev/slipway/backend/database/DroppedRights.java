package dev.slipway.backend.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to start PostgreSQL, which refuses to run as root. As root we use an account of its own when
 * there is one that can reach the files; otherwise a user namespace without any capability, where
 * the files stay root's.
 */
final class DroppedRights {
  private static final Logger log = LoggerFactory.getLogger(DroppedRights.class);

  private final List<String> prefix;
  private final @Nullable UserPrincipal account;

  private DroppedRights(List<String> prefix, @Nullable UserPrincipal account) {
    this.prefix = prefix;
    this.account = account;
  }

  /**
   * @param program something harmless to try the account with
   */
  static DroppedRights choose(String osUser, Path program) throws IOException {
    if (!isRoot()) {
      return new DroppedRights(List.of(), null);
    }
    UserPrincipal account = lookUp(osUser);
    if (account != null) {
      // setpriv and not runuser: no PAM session, no process in between.
      var own =
          new DroppedRights(
              List.of(
                  "setpriv",
                  "--reuid",
                  osUser,
                  "--regid",
                  osUser,
                  "--clear-groups",
                  "--no-new-privs",
                  "--"),
              account);
      if (own.works(program)) {
        return own;
      }
      log.warn(
          "The account {} cannot reach {}; PostgreSQL runs in a user namespace instead",
          osUser,
          program);
    }
    var namespace = new DroppedRights(List.of("unshare", "--user", "--"), null);
    if (namespace.works(program)) {
      return namespace;
    }
    throw new IllegalStateException(
        "PostgreSQL does not run as root. Create the account \"%s\" (useradd --system %s) or allow user namespaces, and start again."
            .formatted(osUser, osUser));
  }

  List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /** Same, for a child that must not outlive the thread which starts it. */
  List<String> boundCommand(List<String> command) {
    // SIGINT is PostgreSQL's fast shutdown: sessions are cut, nothing is lost. Last in the chain,
    // because a change
    // of credentials clears it.
    var bound = new ArrayList<>(prefix);
    bound.addAll(List.of("setpriv", "--pdeathsig", "INT", "--"));
    bound.addAll(command);
    return bound;
  }

  /** Hands a folder to whom PostgreSQL runs as. */
  void own(Path folder) throws IOException {
    if (account == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (!Files.readAttributes(path, PosixFileAttributes.class).owner().equals(account)) {
          Files.setOwner(path, account);
        }
      }
    }
  }

  private boolean works(Path program) throws IOException {
    try {
      return new ProcessBuilder(command(List.of(program.toString(), "--version")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static @Nullable UserPrincipal lookUp(String name) throws IOException {
    try {
      return Path.of("/")
          .getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(name);
    } catch (UserPrincipalNotFoundException _) {
      return null;
    }
  }
}
