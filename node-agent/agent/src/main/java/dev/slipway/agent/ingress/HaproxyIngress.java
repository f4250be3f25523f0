package dev.slipway.agent.ingress;

import dev.slipway.agent.network.Ingress;
import dev.slipway.agent.network.NetworkFailed;
import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HAProxy as the ingress. It runs beside the agent and outlives it; its files always say what it
 * should do, so that it is right from its first moment whenever it starts.
 */
public final class HaproxyIngress implements Ingress {
  private static final Logger log = LoggerFactory.getLogger(HaproxyIngress.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ProxyFiles files;
  private final ProxyConfig config;
  private final Proxy proxy;
  private final Door door;
  private Routing wanted = Routing.of(List.of());
  private boolean told;
  private boolean missed;
  private String right = "";

  /**
   * @param folder where HAProxy finds its configuration and makes its sockets
   * @param port where it listens
   */
  public HaproxyIngress(Exec exec, Path folder, int port) {
    this.files = new ProxyFiles(folder);
    this.config = new ProxyConfig(files, port, unprivilegedUser());
    this.proxy = new Proxy(exec, files);
    this.door = new Door(port);
    try {
      Pages.write(files);
      if (!Files.exists(files.config())) {
        writeFiles();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The ingress' configuration could not be written.", e);
    }
  }

  @Override
  public void apply(List<Route> routes) throws InterruptedException {
    Routing before = wanted;
    wanted = Routing.of(routes);
    try {
      if (!told || !before.backends().keySet().equals(wanted.backends().keySet())) {
        ProxyFiles.write(files.candidate(), config.file(wanted));
        proxy.check();
      }
      writeFiles();
    } catch (IOException e) {
      throw new NetworkFailed("The ingress' configuration could not be written.", e);
    }
    told = true;
    try {
      makeSo();
      missed = false;
      door.verify(wanted.hosts());
    } catch (IOException e) {
      miss(e);
    }
  }

  /** Without a running proxy there is nothing to change: it starts with the files as they are. */
  private void miss(IOException e) {
    if (!missed && !wanted.hosts().isEmpty()) {
      log.error(
          "HAProxy does not answer on {}, so no app can be reached from outside: start it with"
              + " 'haproxy -W -S {} -f {}'. {}",
          files.runtimeSocket(),
          files.masterSocket(),
          files.config(),
          String.valueOf(e.getMessage()));
    }
    missed = true;
  }

  private void writeFiles() throws IOException {
    ProxyFiles.write(files.hosts(), ProxyConfig.hostsFile(wanted));
    ProxyFiles.write(files.config(), config.file(wanted));
  }

  /** Looks, tells, and looks again until traffic goes as wanted. */
  private void makeSo() throws IOException, InterruptedException {
    String now = proxy.incarnation();
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean reloaded = false;
    while (true) {
      Worker newest = proxy.newest();
      ProxyPlan plan =
          ProxyPlan.of(wanted, config.frameDigest(), newest.look(files.hosts()), files.hosts());
      if (plan.done()) {
        newest.tell(plan.removals());
        if (tellLeaving()) {
          right = now;
          return;
        }
      }
      if (System.nanoTime() > end) {
        throw new NetworkFailed("HAProxy did not do what it was told within 15 s: " + plan);
      }
      if (plan.reload()) {
        reloaded = reloaded || proxy.reload();
      } else {
        newest.tell(plan.changes());
      }
      if (plan.reload() || plan.done()) {
        Thread.sleep(PAUSE);
      }
    }
  }

  /**
   * Connections of before a reload must not lead to pods that are gone. False when the master does
   * not listen just now, as while it reads its configuration.
   */
  private boolean tellLeaving() throws IOException {
    try {
      for (Worker worker : proxy.leaving()) {
        Seen seen = worker.look(files.hosts());
        worker.tell(ProxyPlan.ofLeaving(wanted, seen, files.hosts()));
      }
      return true;
    } catch (IOException e) {
      if (proxy.runs()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean idle(String podAddress) {
    try {
      return proxy.requests(podAddress) == 0;
    } catch (IOException _) {
      // A master that reads its configuration answers nobody, while its workers go on.
      return !proxy.runs();
    }
  }

  /**
   * How many requests pods have answered through this machine's ingress, as its processes count
   * them: a new process begins at 0.
   *
   * @throws IOException if it does not run, or reads its configuration just now
   */
  public List<RequestCount> requests() throws IOException {
    return proxy.counts();
  }

  @Override
  public boolean startedAnew() {
    return told && (missed || !proxy.incarnation().equals(right));
  }

  @Override
  public void look() throws InterruptedException {
    if (!told) {
      return;
    }
    try {
      makeSo();
      if (missed) {
        log.info("HAProxy answers again.");
      }
      missed = false;
    } catch (IOException e) {
      miss(e);
    }
  }

  private static boolean unprivilegedUser() {
    try (var users = Files.lines(Path.of("/etc/passwd"))) {
      return users.anyMatch(line -> line.startsWith("haproxy:"));
    } catch (IOException _) {
      return false;
    }
  }
}
