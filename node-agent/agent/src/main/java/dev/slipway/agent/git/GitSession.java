package dev.slipway.agent.git;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything git is told about one repository; closing it forgets what opened it. */
final class GitSession implements AutoCloseable {
  /** A file git writes: above all the one a repository comes in. */
  static final long MOST_BYTES = 512L << 20;

  private static final List<String> SETTINGS =
      List.of(
          "core.symlinks=false",
          "core.hooksPath=/dev/null",
          "core.quotePath=false",
          "protocol.version=2",
          "http.followRedirects=false",
          "http.lowSpeedLimit=1000",
          "http.lowSpeedTime=30",
          "transfer.fsckObjects=true",
          "gc.auto=0");

  private final Exec exec;
  private final GitSource source;
  private final GitAddress address;
  private final InetAddress pinned;
  private final SecretFolder secrets;
  private final Map<String, String> environment;
  private final Duration patience;
  private final long mostBytes;

  private GitSession(
      Exec exec,
      GitSource source,
      GitAddress address,
      InetAddress pinned,
      SecretFolder secrets,
      Map<String, String> environment,
      Duration patience,
      long mostBytes) {
    this.exec = exec;
    this.source = source;
    this.address = address;
    this.pinned = pinned;
    this.secrets = secrets;
    this.environment = environment;
    this.patience = patience;
    this.mostBytes = mostBytes;
  }

  /**
   * @param work a folder of this run alone
   * @param owner the agent's, see {@link SecretFolder}
   * @throws BuildFailed for an address git must not be given
   */
  static GitSession open(
      Exec exec,
      OutboundGuard guard,
      GitSource source,
      Path work,
      Path owner,
      Duration patience,
      long mostBytes)
      throws IOException {
    GitAddress address = GitAddress.of(source.url(), source.allowedHosts());
    InetAddress pinned = guard.check(address.host(), address.port(), source.allowedHosts());
    SecretFolder secrets = SecretFolder.create(work, owner);
    try {
      Map<String, String> environment = plain(address, work);
      if (address.scheme().equals("ssh")) {
        environment.put("GIT_SSH_COMMAND", ssh(source, address, pinned, secrets));
        environment.put("GIT_SSH_VARIANT", "ssh");
      } else if (!source.password().isEmpty()) {
        environment.put("GIT_ASKPASS", askpass(work).toString());
        environment.put("SLIPWAY_GIT_USER", source.user());
        environment.put("SLIPWAY_GIT_PASSWORD", source.password());
      }
      return new GitSession(
          exec, source, address, pinned, secrets, environment, patience, mostBytes);
    } catch (IOException | RuntimeException e) {
      secrets.close();
      throw e;
    }
  }

  private static Map<String, String> plain(GitAddress address, Path work) throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", Files.createDirectories(work.resolve("home")).toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_ALLOW_PROTOCOL", address.scheme());
    return environment;
  }

  private static String ssh(
      GitSource source, GitAddress address, InetAddress pinned, SecretFolder secrets)
      throws IOException {
    var keys = new ArrayList<Path>();
    for (String key : source.sshKeys()) {
      keys.add(secrets.write("key-" + keys.size(), key));
    }
    boolean strict = !source.knownHosts().isEmpty();
    Path knownHosts =
        secrets.write("known_hosts", String.join("\n", source.knownHosts()) + (strict ? "\n" : ""));
    Path settings =
        secrets.write("config", SshSettings.of(address, pinned, keys, knownHosts, strict));
    return "ssh -F '" + settings + "'";
  }

  private static Path askpass(Path work) throws IOException {
    Path file = work.resolve("askpass");
    if (!Files.exists(file)) {
      try (InputStream program = GitSession.class.getResourceAsStream("askpass")) {
        Files.copy(Objects.requireNonNull(program), file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    return file;
  }

  String url() {
    return address.url();
  }

  /** The host's keys, if it was met for the first time; as in known_hosts. */
  List<String> newHostKeys() throws IOException {
    if (!source.knownHosts().isEmpty() || !address.scheme().equals("ssh")) {
      return List.of();
    }
    return Files.readAllLines(secrets.path("known_hosts")).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  Outcome git(String... arguments) throws InterruptedException {
    // Whatever writes more than that is killed: no repository fills the disk.
    var all = new ArrayList<>(List.of("prlimit", "--fsize=" + mostBytes, "--", "git"));
    for (String setting : SETTINGS) {
      all.addAll(List.of("-c", setting));
    }
    all.addAll(List.of("-c", "http.curloptResolve=" + resolved()));
    all.addAll(List.of(arguments));
    return exec.run(Command.of(all.toArray(String[]::new)).seeing(environment).within(patience));
  }

  private String resolved() {
    return address.host() + ":" + address.port() + ":" + pinned.getHostAddress();
  }

  /**
   * @param about the ref or commit that was asked for
   * @throws BuildFailed in words for people
   */
  Outcome demand(Outcome outcome, String about) {
    if (outcome.ok()) {
      return outcome;
    }
    String what = "The repository " + address.url();
    if (outcome.timedOut()) {
      throw new BuildFailed(
          Failure.REPOSITORY_UNREACHABLE,
          what + " did not answer within %d seconds.".formatted(patience.toSeconds()));
    }
    throw GitErrors.explain(what, about, outcome.error(), !source.sshKeys().isEmpty());
  }

  @Override
  public void close() {
    secrets.close();
  }
}
