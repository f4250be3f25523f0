package dev.slipway.agent.sources;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.protocol.BuildOrder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Fetches a repository with a git that sees no settings, asks nobody and follows nothing. */
public final class Git {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern LINK = Pattern.compile("120000 ([0-9a-f]{40,64}) \\d\t(.*)");

  private final Exec exec;
  private final OutboundGuard guard;
  private final Retry retry;

  /**
   * @param retry for repositories elsewhere
   */
  public Git(Exec exec, OutboundGuard guard, Retry retry) {
    this.exec = exec;
    this.guard = guard;
    this.retry = retry;
  }

  /**
   * @param work an empty folder of this build alone
   * @param log is told what goes wrong for the moment
   */
  public Checkout checkout(BuildOrder order, Path work, Consumer<String> log)
      throws IOException, InterruptedException {
    if (order.getRef().startsWith("-")) {
      throw new BuildFailed(Failure.REF_NOT_FOUND, "A branch's name does not begin with a dash.");
    }
    GitAddress address = GitAddress.of(order.getGitUrl(), order.getAllowedGitHostsList());
    InetAddress pinned =
        guard.check(address.host(), address.port(), order.getAllowedGitHostsList());
    Map<String, String> environment = environment(order, address, work);
    return (order.getOwnGit() ? Retry.PATIENT : retry)
        .of(
            () -> {
              Path folder = Files.createTempDirectory(work, "source");
              var fetch = new Fetch(order, address, pinned, folder, environment);
              fetch.fetch();
              return new Checkout(folder, fetch.head(), fetch.links());
            },
            log);
  }

  private static Map<String, String> environment(BuildOrder order, GitAddress address, Path work)
      throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", Files.createDirectories(work.resolve("home")).toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_ALLOW_PROTOCOL", address.scheme());
    environment.put(
        "GIT_SSH_COMMAND", "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=accept-new");
    if (!order.getGitPassword().isEmpty()) {
      environment.put("GIT_ASKPASS", askpass(work).toString());
      environment.put("SLIPWAY_GIT_USER", order.getGitUser());
      environment.put("SLIPWAY_GIT_PASSWORD", order.getGitPassword());
    }
    return environment;
  }

  private static Path askpass(Path work) throws IOException {
    Path file = work.resolve("askpass");
    try (InputStream program = Git.class.getResourceAsStream("askpass")) {
      Files.copy(Objects.requireNonNull(program), file);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  /** One repository being fetched. */
  private final class Fetch {
    private final BuildOrder order;
    private final GitAddress address;
    private final InetAddress pinned;
    private final Path folder;
    private final Map<String, String> environment;

    Fetch(
        BuildOrder order,
        GitAddress address,
        InetAddress pinned,
        Path folder,
        Map<String, String> environment) {
      this.order = order;
      this.address = address;
      this.pinned = pinned;
      this.folder = folder;
      this.environment = environment;
    }

    void fetch() throws IOException, InterruptedException {
      String wanted = order.getCommit();
      if (SHA.matcher(order.getRef()).matches()) {
        demand(git("init", "-q", "--template=", "--", folder.toString()));
        demand(commit(order.getRef()));
        return;
      }
      demand(
          git(
              "clone",
              "-q",
              "--template=",
              "--no-tags",
              "--depth",
              "1",
              "--single-branch",
              "--no-recurse-submodules",
              "--branch",
              order.getRef(),
              "--",
              address.url(),
              folder.toString()));
      if (!wanted.isEmpty() && !wanted.equals(head().sha())) {
        demand(commit(wanted));
      }
    }

    /** A commit that is no longer the tip; a server that gives none by itself gives the history. */
    private Outcome commit(String sha) throws InterruptedException {
      Outcome alone = here("fetch", "-q", "--no-tags", "--depth", "1", "--", address.url(), sha);
      if (!alone.ok() && !SHA.matcher(order.getRef()).matches()) {
        demand(
            here(
                "fetch",
                "-q",
                "--no-tags",
                "--depth",
                "1000",
                "--",
                address.url(),
                order.getRef()));
      } else if (!alone.ok()) {
        return alone;
      }
      Outcome checkout = here("checkout", "-q", "--detach", sha);
      return checkout.ok()
          ? checkout
          : new Outcome(checkout.exitCode(), "", "not our ref " + sha, checkout.timedOut());
    }

    Commit head() throws InterruptedException {
      Outcome said = demand(here("log", "-1", "--format=%H%n%ct%n%an%n%s"));
      List<String> lines = said.output().lines().toList();
      Instant at = Instant.ofEpochSecond(Long.parseLong(lines.get(1)));
      return new Commit(lines.get(0), at, lines.get(2), lines.size() > 3 ? lines.get(3) : "");
    }

    /** Links as git knows them, since on disk they are files that hold what they point at. */
    Map<String, String> links() throws IOException, InterruptedException {
      var links = new HashMap<String, String>();
      for (String entry : demand(here("ls-files", "-s", "-z")).output().split("\0", -1)) {
        var link = LINK.matcher(entry);
        if (link.matches()) {
          links.put(link.group(2), Files.readString(folder.resolve(link.group(2))));
        }
      }
      return links;
    }

    private Outcome here(String... arguments) throws InterruptedException {
      var all = new ArrayList<>(List.of("-C", folder.toString()));
      all.addAll(List.of(arguments));
      return git(all.toArray(String[]::new));
    }

    private Outcome git(String... arguments) throws InterruptedException {
      var all =
          new ArrayList<>(
              List.of(
                  "git",
                  "-c",
                  "core.symlinks=false",
                  "-c",
                  "core.hooksPath=/dev/null",
                  "-c",
                  "core.quotePath=false",
                  "-c",
                  "protocol.version=2",
                  "-c",
                  "http.followRedirects=false",
                  "-c",
                  "http.lowSpeedLimit=1000",
                  "-c",
                  "http.lowSpeedTime=30",
                  "-c",
                  "http.curloptResolve=" + resolved(),
                  "-c",
                  "transfer.fsckObjects=true",
                  "-c",
                  "gc.auto=0"));
      all.addAll(List.of(arguments));
      return exec.run(Command.of(all.toArray(String[]::new)).seeing(environment).within(PATIENCE));
    }

    private String resolved() {
      return address.host() + ":" + address.port() + ":" + pinned.getHostAddress();
    }

    private Outcome demand(Outcome outcome) {
      if (outcome.ok()) {
        return outcome;
      }
      String what = "The repository " + address.url();
      if (outcome.timedOut()) {
        throw new BuildFailed(
            Failure.REPOSITORY_UNREACHABLE, what + " was not fetched within 10 minutes.");
      }
      boolean commit = outcome.error().contains("not our ref") && !order.getCommit().isEmpty();
      throw GitErrors.explain(what, commit ? order.getCommit() : order.getRef(), outcome.error());
    }
  }
}
