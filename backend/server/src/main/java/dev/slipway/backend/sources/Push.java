package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.workloads.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/**
 * One push: checked before its branches move, deployed after. Between the two it stands in the
 * database, so that a commit whose branch has moved is deployed even when this process dies in
 * between.
 */
final class Push implements PreReceiveHook, PostReceiveHook {
  private final GitCaller.Person person;
  private final App app;
  private final GitRepositories repositories;
  private final PushedCommits pushed;
  private final PushProgress progress;
  private final GitProperties limits;
  private @Nullable UUID received;

  Push(
      GitCaller.Person person,
      App app,
      GitRepositories repositories,
      PushedCommits pushed,
      PushProgress progress,
      GitProperties limits) {
    this.person = person;
    this.app = app;
    this.repositories = repositories;
    this.pushed = pushed;
    this.progress = progress;
    this.limits = limits;
  }

  @Override
  public void onPreReceive(ReceivePack receive, Collection<ReceiveCommand> commands) {
    Optional<String> refusal = progress.refusal(person);
    if (refusal.isPresent()) {
      commands.forEach(
          command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, refusal.get()));
      return;
    }
    try {
      if (repositories.bytes(app.id()) > limits.repositoryBytes()) {
        commands.forEach(command ->
            command.setResult(
                ReceiveCommand.Result.REJECTED_OTHER_REASON,
                "the repository is full: it may have %d MiB"
                    .formatted(limits.repositoryBytes() >> 20)));
        return;
      }
      Optional<ReceiveCommand> deploying = deploying(commands);
      if (deploying.isPresent()) {
        before(receive, deploying.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void before(ReceivePack receive, ReceiveCommand command) throws IOException {
    if (command.getType() == ReceiveCommand.Type.DELETE) {
      command.setResult(ReceiveCommand.Result.REJECTED_NODELETE, "this branch deploys the app");
      return;
    }
    RevWalk walk = receive.getRevWalk();
    RevCommit commit = walk.parseCommit(command.getNewId());
    walk.parseBody(commit);
    received =
        pushed.received(
            person.scope(),
            new PushedCommit(
                app.source().branch(),
                new CommitSha(commit.name()),
                commit.getShortMessage(),
                commit.getAuthorIdent().getName(),
                person.scope().caller().name()));
    CrashPoint.here("push.received");
  }

  @Override
  public void onPostReceive(ReceivePack receive, Collection<ReceiveCommand> commands) {
    var terminal = new GitTerminal(receive);
    commands.stream()
        .filter(command -> !command.getRefName().equals(branch()))
        .forEach(command -> terminal.line(notDeployed(command)));
    UUID commit = received;
    if (commit != null && deploying(commands).isPresent()) {
      progress.deploy(person, commit, terminal);
    }
  }

  private String notDeployed(ReceiveCommand command) {
    return command.getType() == ReceiveCommand.Type.DELETE
        ? "%s is deleted.".formatted(command.getRefName())
        : "%s is stored and not deployed: this app deploys the branch %s."
            .formatted(command.getRefName(), app.source().branch());
  }

  private Optional<ReceiveCommand> deploying(Collection<ReceiveCommand> commands) {
    return commands.stream().filter(command -> command.getRefName().equals(branch())).findFirst();
  }

  private String branch() {
    return Constants.R_HEADS + app.source().branch();
  }
}
