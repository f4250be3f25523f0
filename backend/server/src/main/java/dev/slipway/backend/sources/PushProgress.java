package dev.slipway.backend.sources;

import static dev.slipway.backend.security.Permission.SOURCE_WRITE;

import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.builds.BuildLogFollower;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.feed.Guard;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.TokenAuthenticator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts the deployment of a pushed commit and tells its story to whoever pushed, until it ends or
 * they leave.
 */
@Component
class PushProgress {
  private static final Logger LOG = LoggerFactory.getLogger(PushProgress.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Proxies between us and the client cut connections on which nothing happens. */
  private static final Duration SILENCE = Duration.ofSeconds(25);

  private static final Pattern LINES = Pattern.compile("\n");

  private final PushedCommits pushed;
  private final BuildLogFollower logs;
  private final DeploymentsApi deployments;
  private final AppsApi apps;
  private final TokenAuthenticator tokens;
  private final Authorizer authorizer;
  private final ChangeFeed feed;
  private final Guard guard;
  private final InstantSource clock;

  PushProgress(
      PushedCommits pushed,
      BuildLogFollower logs,
      DeploymentsApi deployments,
      AppsApi apps,
      TokenAuthenticator tokens,
      Authorizer authorizer,
      ChangeFeed feed,
      Guard guard,
      InstantSource clock) {
    this.pushed = pushed;
    this.logs = logs;
    this.deployments = deployments;
    this.apps = apps;
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.feed = feed;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * @param commit of {@link PushedCommits}
   */
  void deploy(GitCaller.Person person, UUID commit, Terminal terminal) {
    var teller = new Teller();
    try (Subscription _ = guard.watch(person.principal(), () -> enter(person), teller::stop)) {
      Optional<Started> started = pushed.deploy(person.scope(), commit);
      CrashPoint.here("push.deployment-started");
      if (started.isPresent()) {
        tell(person, started.get(), terminal);
      } else {
        terminal.line("This push is being deployed already.");
      }
    } catch (Terminal.Gone _) {
      LOG.debug("Nobody reads on; the deployment goes on");
    } catch (Problem problem) {
      terminal.line("The push is stored. " + problem.getMessage());
    } catch (InterruptedException _) {
      if (teller.finish()) {
        terminal.line("Your access to this app has ended. The deployment goes on without you.");
      } else {
        Thread.currentThread().interrupt();
      }
    } catch (Exception e) {
      LOG.warn("The progress of a push cannot be shown", e);
      terminal.line(
          "The progress cannot be shown any more. See the console for what becomes of it.");
    } finally {
      boolean _ = teller.finish();
    }
  }

  /** Sending takes its time: whether they may still push now that everything is here. */
  Optional<String> refusal(GitCaller.Person person) {
    try {
      AppScope _ = tokens.as(person.principal(), () -> enter(person));
      return Optional.empty();
    } catch (Problem problem) {
      return Optional.of(problem.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private AppScope enter(GitCaller.Person person) {
    return authorizer.app(person.app(), SOURCE_WRITE);
  }

  private void tell(GitCaller.Person person, Started started, Terminal terminal) throws Exception {
    terminal.line("");
    terminal.line("Deployment #%d: building".formatted(started.number()));
    var sign = new SignOfLife(terminal, clock);
    logs.follow(
        person.scope(),
        started.build(),
        0,
        chunk ->
            LINES.splitAsStream(chunk.text()).map(PushProgress::overwritten).forEach(sign::line),
        () -> sign.idle("the build goes on"));
    DeploymentView ended = rollout(person, started, sign);
    String address =
        ended.state() == DeploymentView.State.COMPLETE
            ? tokens.as(person.principal(), () -> apps.app(person.scope().app().value())).address()
            : null;
    PushWords.ended(ended, address).forEach(terminal::line);
  }

  /** What a terminal would show of a line that was written over and over, as progress bars are. */
  private static String overwritten(String line) {
    String kept = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return kept.substring(kept.lastIndexOf('\r') + 1);
  }

  private DeploymentView rollout(GitCaller.Person person, Started started, SignOfLife sign)
      throws Exception {
    UUID id = started.deployment().value();
    Callable<DeploymentView> look = () -> deployments.deployment(id);
    var wake = new Semaphore(0);
    UUID app = person.scope().app().value();
    try (var _ =
        feed.subscribe(changes -> {
          if (changes.stream()
              .anyMatch(change -> change.app() != null && app.equals(change.app().value()))) {
            wake.release();
          }
        })) {
      String said = "";
      while (true) {
        DeploymentView view = tokens.as(person.principal(), look);
        if (view.state().ended()) {
          return view;
        }
        String step = PushWords.step(view);
        if (!step.equals(said)) {
          sign.line(step);
          said = step;
        }
        sign.idle(step);
        boolean _ = wake.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
      }
    }
  }

  /** Who tells the story, until they are told to stop. */
  private static final class Teller {
    private final Thread thread = Thread.currentThread();
    private boolean told;
    private boolean finished;

    synchronized void stop() {
      if (!finished) {
        told = true;
        thread.interrupt();
      }
    }

    /** Afterwards nobody interrupts any more. True if told to stop. */
    synchronized boolean finish() {
      finished = true;
      if (told) {
        boolean _ = Thread.interrupted();
      }
      return told;
    }
  }

  /** Says something now and then while nothing happens. */
  private static final class SignOfLife {
    private final Terminal terminal;
    private final InstantSource clock;
    private Instant last;

    SignOfLife(Terminal terminal, InstantSource clock) {
      this.terminal = terminal;
      this.clock = clock;
      last = clock.instant();
    }

    void line(String text) {
      terminal.line(text);
      last = clock.instant();
    }

    void idle(String what) {
      if (last.plus(SILENCE).isBefore(clock.instant())) {
        line("… " + what);
      }
    }
  }
}
