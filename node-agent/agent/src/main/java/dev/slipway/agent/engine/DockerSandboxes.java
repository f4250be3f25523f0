package dev.slipway.agent.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Docker's sandboxes, through docker-java. */
final class DockerSandboxes implements SandboxEngine {
  private final DockerConnection docker;
  private final Function<List<com.github.dockerjava.api.model.Container>, List<Container>> reader;

  /**
   * @param reader what is known of those of a list
   */
  DockerSandboxes(
      DockerConnection docker,
      Function<List<com.github.dockerjava.api.model.Container>, List<Container>> reader) {
    this.docker = docker;
    this.reader = reader;
  }

  @Override
  public List<Container> spares() {
    List<com.github.dockerjava.api.model.Container> made =
        ask(client -> Listing.all(client, Labels.ROLE + "=" + Spare.ROLE));
    return reader.apply(made.stream().filter(Listing::spare).toList());
  }

  @Override
  public boolean rename(String name, String newName) {
    return ask(client -> {
      try {
        client.renameContainerCmd(name).withName(newName).exec();
        return true;
      } catch (NotFoundException _) {
        return false;
      }
    });
  }

  /** Docker mounts these files into every container of the network, and writes them at starts. */
  @Override
  public Container identify(String name, Identity identity) {
    InspectContainerResponse found = ask(client -> client.inspectContainerCmd(name).exec());
    Container container =
        Containers.read(found).orElseThrow(() -> new EngineException(name + " is not ours."));
    try {
      write(found.getHostsPath(), identity.hosts());
      write(found.getResolvConfPath(), identity.resolvers(read(found.getResolvConfPath())));
      write(found.getHostnamePath(), identity.hostname() + "\n");
    } catch (IOException e) {
      throw new EngineException("The files of the pod's sandbox cannot be written: " + e, e);
    }
    return container;
  }

  private static String read(@Nullable String path) throws IOException {
    return path == null || path.isEmpty() ? "" : Files.readString(Path.of(path));
  }

  /** The same file with other words: another file in its place would not be seen inside. */
  private static void write(@Nullable String path, String text) throws IOException {
    if (path == null || path.isEmpty()) {
      throw new IOException("The engine names none.");
    }
    Files.writeString(
        Path.of(path),
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private <T> T ask(Function<DockerClient, T> question) {
    try {
      return docker.call(question);
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    }
  }
}
