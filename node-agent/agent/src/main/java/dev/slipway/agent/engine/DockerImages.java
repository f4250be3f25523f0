package dev.slipway.agent.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Docker's images. */
final class DockerImages implements ImageEngine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final DockerConnection docker;

  DockerImages(DockerConnection docker) {
    this.docker = docker;
  }

  @Override
  public Optional<Image> image(String reference) {
    return ask(client -> {
      try {
        var found = client.inspectImageCmd(reference).exec();
        var config = found.getConfig();
        return Optional.of(
            new Image(
                Objects.requireNonNullElse(found.getId(), reference),
                config == null ? "" : Objects.requireNonNullElse(config.getUser(), ""),
                config == null ? "SIGTERM" : Containers.stopSignal(config),
                Objects.requireNonNullElse(found.getSize(), 0L)));
      } catch (NotFoundException _) {
        return Optional.empty();
      }
    });
  }

  @Override
  public void pull(
      String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress) {
    var command = docker.client().pullImageCmd(reference);
    if (credentials != null) {
      command.withAuthConfig(auth(credentials));
    }
    var problem = new AtomicReference<@Nullable String>();
    try {
      command
          .exec(
              new ResultCallback.Adapter<PullResponseItem>() {
                @Override
                public void onNext(PullResponseItem item) {
                  if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
                    problem.set(item.getErrorDetail().getMessage());
                  } else if (item.getStatus() != null) {
                    progress.accept(item.getStatus());
                  }
                }
              })
          .awaitCompletion();
    } catch (DockerException refused) {
      throw new PullFailed(pullSentence(reference, Refusal.sentence(refused)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("The agent is stopping.", e);
    } catch (RuntimeException silent) {
      throw docker.translate(silent);
    }
    String said = problem.get();
    if (said != null) {
      throw new PullFailed(pullSentence(reference, said));
    }
  }

  private static String pullSentence(String reference, String said) {
    return "The image %s could not be fetched: %s."
        .formatted(reference, said.replaceAll("\\.$", ""));
  }

  @Override
  public void importFiles(String reference, InputStream tar) {
    String repository = URLEncoder.encode(reference, StandardCharsets.UTF_8);
    try (var response = send("/images/create?fromSrc=-&repo=" + repository, tar)) {
      String answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
      if (answer.contains("\"errorDetail\"")) {
        throw new EngineException("The image " + reference + " could not be made: " + answer);
      }
    } catch (IOException e) {
      throw new EngineDown(e);
    }
  }

  @Override
  public void tag(String source, String target) {
    int colon = target.lastIndexOf(':');
    ask(client ->
        client.tagImageCmd(source, target.substring(0, colon), target.substring(colon + 1)).exec());
  }

  @Override
  public String push(
      String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress) {
    var command = docker.client().pushImageCmd(reference);
    if (credentials != null) {
      command.withAuthConfig(auth(credentials));
    }
    var push = new Push(progress);
    try {
      command.exec(push).awaitCompletion();
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("The agent is stopping.", e);
    } catch (RuntimeException silent) {
      throw docker.translate(silent);
    }
    return push.digest(reference);
  }

  /** A push that was refused ends like one that was not: only its items tell. */
  private static final class Push extends ResultCallback.Adapter<PushResponseItem> {
    private final Consumer<String> progress;
    private volatile @Nullable String problem;
    private volatile @Nullable String digest;

    Push(Consumer<String> progress) {
      this.progress = progress;
    }

    @Override
    public void onNext(PushResponseItem item) {
      if (item.isErrorIndicated()) {
        var detail = item.getErrorDetail();
        problem = detail == null ? "no reason was given" : detail.getMessage();
      } else if (item.getAux() != null) {
        digest = item.getAux().getDigest();
      } else if (item.getStatus() != null) {
        progress.accept(item.getStatus());
      }
    }

    String digest(String reference) {
      String said = problem;
      String known = digest;
      if (said != null || known == null) {
        throw new EngineException(
            "The image %s could not be pushed: %s."
                .formatted(reference, said == null ? "the registry named no digest" : said));
      }
      return known;
    }
  }

  @Override
  public BuildStream build(BuildParameters parameters, InputStream context) {
    DockerHttpClient.Response response = send("/build?" + query(parameters), context);
    return new BuildStream() {
      @Override
      public InputStream messages() {
        return response.getBody();
      }

      @Override
      public void close() {
        response.close();
      }
    };
  }

  /** What docker-java has no method for, or one that sends no body. */
  private DockerHttpClient.Response send(String path, InputStream tar) {
    Request request =
        Request.builder()
            .method(Request.Method.POST)
            .path("/v" + docker.apiVersion() + path)
            .putHeader("Content-Type", "application/x-tar")
            .body(tar)
            .build();
    try {
      return docker.send(request);
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    }
  }

  static String query(BuildParameters parameters) {
    var query = new LinkedHashMap<String, String>();
    query.put("version", "2");
    query.put("t", parameters.tag());
    query.put("dockerfile", parameters.dockerfile());
    query.put("buildargs", json(parameters.args()));
    query.put("labels", json(parameters.labels()));
    if (parameters.target() != null) {
      query.put("target", parameters.target());
    }
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void removeImage(String reference) {
    ask(client -> {
      try {
        client.removeImageCmd(reference).exec();
      } catch (NotFoundException | ConflictException _) {
        // Gone, or a container needs it.
      }
      return null;
    });
  }

  private static AuthConfig auth(RegistryCredentials credentials) {
    return new AuthConfig()
        .withRegistryAddress(credentials.host())
        .withUsername(credentials.user())
        .withPassword(credentials.password());
  }

  private <T extends @Nullable Object> T ask(Function<DockerClient, T> question) {
    try {
      return docker.call(question);
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    }
  }
}
