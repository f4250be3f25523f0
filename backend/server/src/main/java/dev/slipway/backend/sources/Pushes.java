package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.ReceivePackFactory;
import org.eclipse.jgit.transport.resolver.ServiceNotEnabledException;
import org.springframework.stereotype.Component;

/** Takes pushes to the repositories of apps whose source is Slipway's own git address. */
@Component
class Pushes implements ReceivePackFactory<HttpServletRequest> {
  private final AppService apps;
  private final GitRepositories repositories;
  private final PushedCommits pushed;
  private final PushProgress progress;
  private final GitProperties limits;

  Pushes(
      AppService apps,
      GitRepositories repositories,
      PushedCommits pushed,
      PushProgress progress,
      GitProperties limits) {
    this.apps = apps;
    this.repositories = repositories;
    this.pushed = pushed;
    this.progress = progress;
    this.limits = limits;
  }

  @Override
  public ReceivePack create(HttpServletRequest request, Repository repository)
      throws ServiceNotEnabledException {
    if (!(GitCaller.of(request) instanceof GitCaller.Person person)) {
      throw new ServiceNotEnabledException();
    }
    App app = app(person);
    pointHead(repository, app);
    var receive = new ReceivePack(repository);
    receive.setMaxPackSizeLimit(limits.pushBytes());
    receive.setMaxObjectSizeLimit(limits.objectBytes());
    receive.setCheckReceivedObjects(true);
    receive.setAllowNonFastForwards(true);
    var push = new Push(person, app, repositories, pushed, progress, limits);
    receive.setPreReceiveHook(push);
    receive.setPostReceiveHook(push);
    return receive;
  }

  /** Whoever clones gets the branch that deploys. */
  private static void pointHead(Repository repository, App app) throws ServiceNotEnabledException {
    try {
      RefUpdate head = repository.updateRef(Constants.HEAD);
      RefUpdate.Result _ = head.link(Constants.R_HEADS + app.source().branch());
    } catch (IOException e) {
      throw new ServiceNotEnabledException(
          "The repository cannot be written to just now. Try again in a minute.", e);
    }
  }

  private App app(GitCaller.Person person) throws ServiceNotEnabledException {
    try {
      App app = apps.app(person.scope());
      if (app.source().image() != null) {
        throw new ServiceNotEnabledException(
            "This app runs the image %s, and git deploys nothing of it. Push a tag of the image, or change the app's source to Slipway's own git address."
                .formatted(app.source().image().repository()));
      }
      if (app.source().url() != null) {
        throw new ServiceNotEnabledException(
            "This app is built from %s. Push there, or change the app's source to Slipway's own git address."
                .formatted(app.source().url()));
      }
      return app;
    } catch (Problem problem) {
      throw new ServiceNotEnabledException(problem.getMessage(), problem);
    }
  }
}
