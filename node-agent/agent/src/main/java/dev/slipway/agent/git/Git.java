package dev.slipway.agent.git;

import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Checkout;
import dev.slipway.agent.sources.Commit;
import dev.slipway.agent.sources.Failure;
import dev.slipway.agent.sources.Retry;
import dev.slipway.protocol.BuildOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Fetches what is built. */
public final class Git {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern LINK = Pattern.compile("120000 ([0-9a-f]{40,64}) \\d\t(.*)");

  private final Exec exec;
  private final OutboundGuard guard;
  private final Retry retry;
  private final Path owner;
  private final TreeLimits limits;

  /**
   * @param retry for repositories elsewhere
   * @param owner the agent's folder of builds
   */
  public Git(Exec exec, OutboundGuard guard, Retry retry, Path owner) {
    this(exec, guard, retry, owner, TreeLimits.USUAL);
  }

  Git(Exec exec, OutboundGuard guard, Retry retry, Path owner, TreeLimits limits) {
    this.exec = exec;
    this.guard = guard;
    this.retry = retry;
    this.owner = owner;
    this.limits = limits;
  }

  /** Removes the keys that an agent which was killed left in memory. */
  public void sweep() {
    SecretFolder.sweep(owner);
  }

  /** What was fetched, and the keys of a host met for the first time. */
  public record Fetched(Checkout checkout, List<String> hostKeys) {}

  /**
   * @param work an empty folder of this build alone
   * @param log is told what goes wrong for the moment
   */
  public Fetched checkout(BuildOrder order, Path work, Consumer<String> log)
      throws IOException, InterruptedException {
    if (order.getRef().startsWith("-")) {
      throw new BuildFailed(Failure.REF_NOT_FOUND, "A branch's name does not begin with a dash.");
    }
    GitSource source = GitSource.of(order);
    try (var session =
        GitSession.open(exec, guard, source, work, owner, PATIENCE, limits.packBytes())) {
      return (order.getOwnGit() ? Retry.PATIENT : retry)
          .of(
              () -> {
                Path folder = Files.createTempDirectory(work, "source");
                var fetch = new Fetch(order, session, folder);
                fetch.fetch();
                var checkout = new Checkout(folder, fetch.head(), fetch.links());
                return new Fetched(checkout, session.newHostKeys());
              },
              log);
    }
  }

  /** One repository being fetched. */
  private final class Fetch {
    private final BuildOrder order;
    private final GitSession session;
    private final Path folder;

    Fetch(BuildOrder order, GitSession session, Path folder) {
      this.order = order;
      this.session = session;
      this.folder = folder;
    }

    void fetch() throws InterruptedException {
      String ref = order.getRef();
      if (SHA.matcher(ref).matches()) {
        demand(session.git("init", "-q", "--template=", "--", folder.toString()));
        session.demand(alone(ref), ref);
        checkout(ref);
        return;
      }
      demand(
          session.git(
              "clone",
              "-q",
              "--template=",
              "--no-tags",
              "--no-checkout",
              "--depth",
              "1",
              "--single-branch",
              "--no-recurse-submodules",
              "--branch",
              ref,
              "--",
              session.url(),
              folder.toString()));
      String wanted = order.getCommit();
      String tip = demand(here("rev-parse", "--verify", "HEAD^{commit}")).output().strip();
      if (!wanted.isEmpty() && !wanted.equals(tip)) {
        older(wanted);
      }
      checkout(wanted.isEmpty() ? tip : wanted);
    }

    /** A commit that is no longer the tip; a server that gives none by itself gives the history. */
    private void older(String sha) throws InterruptedException {
      if (!alone(sha).ok()) {
        demand(
            here(
                "fetch",
                "-q",
                "--no-tags",
                "--depth",
                "1000",
                "--",
                session.url(),
                order.getRef()));
      }
    }

    private Outcome alone(String sha) throws InterruptedException {
      return here("fetch", "-q", "--no-tags", "--depth", "1", "--", session.url(), sha);
    }

    /** Looks at what it would write before it writes it. */
    private void checkout(String sha) throws InterruptedException {
      Outcome tree = here("ls-tree", "-r", "-l", "-z", sha);
      if (!tree.ok()) {
        throw GitErrors.noCommit("The repository " + session.url(), sha);
      }
      limits.check(tree.output());
      demand(here("checkout", "-q", "--detach", sha));
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
      return session.git(all.toArray(String[]::new));
    }

    private Outcome demand(Outcome outcome) {
      return session.demand(outcome, order.getRef());
    }
  }
}
