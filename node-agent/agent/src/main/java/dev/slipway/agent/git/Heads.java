package dev.slipway.agent.git;

import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.agent.proc.ProgramMissing;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which commit a branch of a repository is at, without fetching it. */
public final class Heads {
  private static final Logger log = LoggerFactory.getLogger(Heads.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 4;
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

  private final Exec exec;
  private final OutboundGuard guard;
  private final Path folder;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /**
   * @param folder of the agent, for what git needs while it asks
   */
  public Heads(Exec exec, OutboundGuard guard, Path folder) {
    this.exec = exec;
    this.guard = guard;
    this.folder = folder;
  }

  /** Answers when the repository has: always, and never on the calling thread. */
  public void ask(HeadRequest request, Consumer<HeadReply> answer) {
    Thread.ofVirtual()
        .name("head-" + request.getId())
        .start(() -> {
          turns.acquireUninterruptibly();
          try {
            answer.accept(answer(request));
          } finally {
            turns.release();
          }
        });
  }

  HeadReply answer(HeadRequest request) {
    var reply = HeadReply.newBuilder().setId(request.getId());
    try {
      return look(request, reply);
    } catch (BuildFailed e) {
      return failed(reply, e.failure(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return failed(reply, Failure.BUILDER_ERROR, "The node's agent is ending.");
    } catch (IOException | ProgramMissing e) {
      log.warn("A repository could not be asked: {}", e.toString());
      return failed(
          reply, Failure.BUILDER_ERROR, "The node could not ask: " + e.getMessage() + ".");
    }
  }

  private HeadReply look(HeadRequest request, HeadReply.Builder reply)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory(folder, "head");
    try (var session =
        GitSession.open(
            exec, guard, GitSource.of(request), work, folder, PATIENCE, GitSession.MOST_BYTES)) {
      String ref = request.getRef();
      boolean commit = SHA.matcher(ref).matches();
      Outcome said =
          commit
              ? session.git("ls-remote", "-q", "--", session.url(), "HEAD")
              : session.git(
                  "ls-remote",
                  "-q",
                  "--",
                  session.url(),
                  "refs/heads/" + ref,
                  "refs/tags/" + ref,
                  "refs/tags/" + ref + "^{}");
      List<String> lines = session.demand(said, ref).output().lines().toList();
      reply.addAllHostKeys(session.newHostKeys());
      // Which commits there are git does not list; the build will see.
      return reply.setCommit(commit ? ref : head(lines, ref, session.url())).build();
    } finally {
      Files.deleteIfExists(work.resolve("askpass"));
      Files.deleteIfExists(work.resolve("home"));
      Files.deleteIfExists(work);
    }
  }

  /** A branch before a tag, and what an annotated tag is of before the tag itself. */
  private static String head(List<String> lines, String ref, String url) {
    for (String name :
        List.of("refs/heads/" + ref, "refs/tags/" + ref + "^{}", "refs/tags/" + ref)) {
      for (String line : lines) {
        String[] parts = line.split("\t", 2);
        if (parts.length == 2 && parts[1].equals(name) && SHA.matcher(parts[0]).matches()) {
          return parts[0];
        }
      }
    }
    throw new BuildFailed(
        Failure.REF_NOT_FOUND,
        "The repository %s has no branch or tag of that name: %s.".formatted(url, ref));
  }

  private static HeadReply failed(HeadReply.Builder reply, Failure failure, String message) {
    return reply
        .setFailure(BuildFailure.newBuilder().setType(failure.type()).setMessage(message))
        .build();
  }
}
