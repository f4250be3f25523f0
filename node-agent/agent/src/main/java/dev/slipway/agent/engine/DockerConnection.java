package dev.slipway.agent.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to the engine's socket: agrees on an API version, gives up on an engine that hangs, and
 * tells refusals from silence.
 */
final class DockerConnection {
  /** The newest API we know; engines speak older ones down to their minimum. */
  static final String NEWEST = "1.47";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * More at once only wait inside the engine; and the library keeps as many connections open as
   * there ever were at once, with 25 KB of buffers each.
   */
  static final int QUESTIONS_AT_ONCE = 16;

  /** Each stream of events, each build and each terminal holds one for as long as it lasts. */
  private static final int CONNECTIONS = 1000;

  private final Path socket;
  private final DefaultDockerClientConfig.Builder config;
  private final DockerHttpClient http;
  private final Duration patience;
  private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE);
  private volatile @Nullable Negotiated negotiated;

  record Negotiated(String apiVersion, DockerClient client) {}

  DockerConnection(Path socket) {
    this(socket, PATIENCE);
  }

  DockerConnection(Path socket, Duration patience) {
    this.socket = socket.toAbsolutePath();
    this.patience = patience;
    URI address = URI.create("unix://" + this.socket);
    this.config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.toString())
            .withDockerTlsVerify(false);
    this.http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address)
            .maxConnections(CONNECTIONS)
            .build();
  }

  /**
   * Asks and waits as long as its patience lasts.
   *
   * @param question asks nothing else meanwhile
   */
  <T extends @Nullable Object> T call(Function<DockerClient, T> question) {
    return bounded(() -> {
      questions.acquire();
      try {
        return question.apply(negotiate().client());
      } finally {
        questions.release();
      }
    });
  }

  /** For answers that are streams: no bound. */
  DockerClient client() {
    return bounded(() -> negotiate().client());
  }

  /**
   * What docker-java has no method for.
   *
   * @throws DockerException when the engine refuses it
   */
  DockerHttpClient.Response send(DockerHttpClient.Request request) {
    DockerHttpClient.Response response;
    try {
      response = http.execute(request);
    } catch (RuntimeException silent) {
      throw translate(silent);
    }
    if (response.getStatusCode() >= 300) {
      try (response) {
        String body = new String(response.getBody().readNBytes(8192), StandardCharsets.UTF_8);
        throw new DockerException(body, response.getStatusCode());
      } catch (IOException e) {
        throw new EngineDown(e);
      }
    }
    return response;
  }

  /**
   * A connection for one question whose answer goes on and on.
   *
   * @throws IOException when nobody listens
   */
  LongAnswer longAnswer() throws IOException {
    return new LongAnswer(socket);
  }

  String apiVersion() {
    return bounded(() -> negotiate().apiVersion());
  }

  private Negotiated negotiate() {
    Negotiated known = negotiated;
    if (known != null) {
      return known;
    }
    var version = connect(RemoteApiVersion.UNKNOWN_VERSION).versionCmd().exec();
    String agreed = agree(version.getApiVersion(), version.getMinAPIVersion());
    var fresh = new Negotiated(agreed, connect(RemoteApiVersion.parseConfig(agreed)));
    negotiated = fresh;
    return fresh;
  }

  private DockerClient connect(RemoteApiVersion version) {
    return DockerClientImpl.getInstance(config.withApiVersion(version).build(), http);
  }

  /** The engine's newest, unless that is beyond what we know and it still speaks what we know. */
  static String agree(String newest, @Nullable String oldest) {
    if (minor(newest) <= minor(NEWEST)) {
      return newest;
    }
    return oldest != null && minor(oldest) > minor(NEWEST) ? oldest : NEWEST;
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  /**
   * A socket that accepts and never answers is only left by ending the thread that reads from it.
   */
  private <T extends @Nullable Object> T bounded(Callable<T> question) {
    var task = new FutureTask<T>(question);
    Thread thread = Thread.ofVirtual().name("engine-call").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw translate(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      throw down(e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new EngineException("The agent is stopping.", e);
    }
  }

  RuntimeException translate(Throwable problem) {
    return switch (problem) {
      case DockerException refused -> refused;
      case EngineException known -> known;
      case Error error -> throw error;
      default -> down(problem);
    };
  }

  /** The next engine on this socket may be another version. */
  private EngineDown down(Throwable problem) {
    negotiated = null;
    return new EngineDown(problem);
  }
}
