package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.proc.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The distribution's sshd on a port of its own, with keys and settings of its own. */
final class SshServer {
  static final Path PROGRAM = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  SshServer(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    if (System.getProperty("user.name").equals("root")) {
      // Where it locks itself in; made by the package's service otherwise.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    newHostKey();
  }

  String host() {
    return "localhost:" + port;
  }

  String url(Path repository) {
    return "ssh://%s@%s%s".formatted(System.getProperty("user.name"), host(), repository);
  }

  /** Lets nobody in but the owner of this public key. */
  void admit(String publicKey) throws IOException {
    Files.writeString(folder.resolve("authorized_keys"), publicKey + "\n");
  }

  /** A pair; the private half in OpenSSH's form. */
  record Pair(String secret, String open) {}

  Pair newPair(String name) throws Exception {
    Path file = folder.resolve(name);
    keygen(file);
    return new Pair(Files.readString(file), Files.readString(Path.of(file + ".pub")).strip());
  }

  /** As if another machine had taken its place. */
  void newHostKey() throws Exception {
    stop();
    keygen(folder.resolve("host"));
    String settings =
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin yes
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        """
            .formatted(port, folder.resolve("host"), folder.resolve("authorized_keys"));
    Path file = Files.writeString(folder.resolve("sshd_config"), settings);
    Process started =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    process = started;
    while (!answers()) {
      assertThat(started.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      Thread.onSpinWait();
    }
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'S';
    } catch (IOException _) {
      return false;
    }
  }

  private static void keygen(Path file) throws Exception {
    Files.deleteIfExists(file);
    Outcome made =
        new LocalExec()
            .run(
                Command.of(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    "",
                    "-f",
                    file.toString()));
    assertThat(made.ok()).as(made.error()).isTrue();
  }

  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
